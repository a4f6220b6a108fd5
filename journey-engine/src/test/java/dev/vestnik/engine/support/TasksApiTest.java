package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks for people over the API: listed, taken, finished, given back, withdrawn. */
@ExtendWith(SharedEngine.class)
class TasksApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Each test has a journey and a queue of its own, since all share one engine. */
    private static final String JOURNEY = """
            id: QUEUE
            class: service
            entry: {on: x.QUEUE, key: event.n}
            exit: [{on: x.settled, match: event.n == key, reason: settled}]
            start: call
            steps:
              call:
                type: task
                queue: QUEUE
                text: 'Call about {{ event.n }}'
                timeout: P1D
                outcomes: [{name: reached, next: tell}, {name: unreachable}]
              tell: {type: delay, for: P1D}
            """;

    private final RunningEngine engine;
    private final WebTestClient support;

    TasksApiTest(RunningEngine engine) {
        this.engine = engine;
        this.support = engine.client(RunningEngine.SUPPORT);
    }

    private record Answer(int status, JsonNode body) {}

    private static Answer answer(EntityExchangeResult<String> result) {
        String body = result.getResponseBody();
        return new Answer(result.getStatus().value(), JSON.readTree(body == null || body.isEmpty() ? "{}" : body));
    }

    private Answer list(String query) {
        return answer(support.get()
                .uri("/api/tasks" + query)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private Answer handle(String task, String what, String body) {
        return answer(support.post()
                .uri("/api/tasks/{id}/" + what, task)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private void publish(String queue) {
        WebTestClient marketer = engine.client(RunningEngine.MARKETER);
        marketer.put()
                .uri("/api/journeys/" + queue)
                .bodyValue(JOURNEY.replace("QUEUE", queue))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        marketer.post()
                .uri("/api/journeys/" + queue + "/publish")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private void happens(String customer, String type, String n) {
        engine.happened(new CustomerKey("main", customer), new CustomEvent(type, "{\"n\": \"" + n + "\"}"));
    }

    private List<JsonNode> tasks(String queue, String more, int expected) {
        return Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> List.copyOf(list("?queue=" + queue + more)
                                .body()
                                .path("items")
                                .values()),
                        items -> items.size() == expected);
    }

    private String made(String queue) {
        publish(queue);
        happens(queue + "-customer", "x." + queue, "o1");
        return tasks(queue, "", 1).getFirst().path("task").asString();
    }

    @Test
    void isListedTakenAndFinished() {
        String task = made("calls-done");
        JsonNode shown = tasks("calls-done", "&state=open", 1).getFirst();
        assertThat(shown.path("text").asString()).isEqualTo("Call about o1");
        assertThat(shown.path("customerId").asString()).isEqualTo("calls-done-customer");
        assertThat(shown.path("outcomes").values())
                .extracting(JsonNode::asString)
                .containsExactly("reached", "unreachable");

        assertThat(handle(task, "take", "{\"by\": \"desk-1\"}")
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("taken");
        assertThat(tasks("calls-done", "&state=taken", 1)
                        .getFirst()
                        .path("takenBy")
                        .asString())
                .isEqualTo("desk-1");
        assertThat(handle(task, "finish", "{\"by\": \"desk-1\", \"outcome\": \"maybe\"}")
                        .status())
                .isEqualTo(422);
        Answer done =
                handle(task, "finish", "{\"by\": \"desk-1\", \"outcome\": \"reached\", \"note\": \"all is well\"}");
        assertThat(done.status()).isEqualTo(200);
        assertThat(tasks("calls-done", "&state=finished", 1)
                        .getFirst()
                        .path("result")
                        .asString())
                .isEqualTo("reached");
        assertThat(tasks("calls-done", "", 0)).isEmpty();
    }

    @Test
    void oneOfTwoWhoTakeItAtOnceHearsWhoHasIt() throws Exception {
        String task = made("calls-race");
        List<Callable<Answer>> takers = List.of(
                () -> handle(task, "take", "{\"by\": \"desk-1\"}"), () -> handle(task, "take", "{\"by\": \"desk-2\"}"));
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> one : both.invokeAll(takers)) {
                answers.add(one.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        Answer won =
                answers.stream().filter(one -> one.status() == 200).findFirst().orElseThrow();
        Answer lost =
                answers.stream().filter(one -> one.status() == 409).findFirst().orElseThrow();
        String holder = won.body().path("takenBy").asString();
        assertThat(holder).startsWith("desk-");
        assertThat(lost.body().path("reason").asString()).isEqualTo("task-taken");
        assertThat(lost.body().path("detail").asString()).startsWith(holder);
        assertThat(lost.body().at("/task/takenBy").asString()).isEqualTo(holder);
        assertThat(handle(task, "release", "").body().path("state").asString()).isEqualTo("open");
    }

    @Test
    void isWithdrawnWhenItsRunEnds() {
        String task = made("calls-settled");
        happens("calls-settled-customer", "x.settled", "o1");
        assertThat(tasks("calls-settled", "&state=withdrawn", 1)
                        .getFirst()
                        .path("result")
                        .asString())
                .isEqualTo("settled");
        Answer late = handle(task, "finish", "{\"outcome\": \"reached\"}");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("reason").asString()).isEqualTo("task-closed");
        assertThat(late.body().path("detail").asString()).contains("withdrawn");
    }

    @Test
    void pagesOverAllPartitionsFromTheOldestOn() {
        publish("calls-many");
        IntStream.range(0, 5).forEach(i -> happens("calls-many-" + i, "x.calls-many", "o" + i));
        tasks("calls-many", "", 5);
        List<JsonNode> seen = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 3; pages++) {
            JsonNode page = list("?queue=calls-many&limit=2" + cursor).body();
            seen.addAll(page.path("items").values());
            cursor = "&cursor=" + page.path("next").asString("");
        }
        assertThat(cursor).as("the third page is the last").isEqualTo("&cursor=");
        assertThat(seen)
                .extracting(one -> one.path("customerId").asString())
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(seen)
                .extracting(one -> Instant.parse(one.path("madeAt").asString()))
                .isSorted();
    }

    @Test
    void aShopSeesItsOwnAlone() {
        String task = made("calls-own");
        WebTestClient other = engine.client(RunningEngine.OTHER_SHOP);
        other.get()
                .uri("/api/tasks?queue=calls-own")
                .exchange()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
        other.post().uri("/api/tasks/{id}/take", task).exchange().expectStatus().isNotFound();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(list("?limit=0").status()).isEqualTo(422);
        assertThat(list("?state=lost").status()).isEqualTo(422);
        assertThat(list("?cursor=nonsense").status()).isEqualTo(422);
        assertThat(handle("nonsense", "take", "").status()).isEqualTo(400);
        assertThat(handle("00000000-0000-8000-8000-000000000000", "take", "").status())
                .isEqualTo(404);
    }

    @Test
    void tellsHowMuchThereIsToDo() {
        made("calls-counted");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(engine.client(RunningEngine.OPS)
                                .get()
                                .uri("/actuator/prometheus")
                                .exchange()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody())
                        .contains("vestnik_people_tasks{queue=\"calls-counted\"} 1.0")
                        .contains("vestnik_people_tasks_oldest_seconds{queue=\"calls-counted\"}"));
    }
}
