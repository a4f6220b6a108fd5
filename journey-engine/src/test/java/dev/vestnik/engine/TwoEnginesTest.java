package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class TwoEnginesTest {
    private static final int CUSTOMERS = 12;

    private final RunningEngine engine;

    TwoEnginesTest(RunningEngine engine) {
        this.engine = engine;
    }

    @Test
    void eachAnswersForEveryCustomerAndWorksWithWhatTheOtherPublished() throws Exception {
        for (int i = 0; i < CUSTOMERS; i++) {
            engine.happened(
                    new CustomerKey("main", "two-" + i),
                    CustomerUpdated.newBuilder()
                            .setPhone("+7999000000" + i % 10)
                            .build());
        }
        try (AutoCloseable second = engine.second()) {
            assertThat(second).isNotNull();
            everyCustomerIsKnown();
            consentsAreTakenAnywhere();
            messagesByHandAreTakenAnywhere();
            publishingIsHeardAnywhere();
            tasksAreListedAndTakenAnywhere();
            campaignsReachTheCustomersOfBoth();
        }
    }

    /** In a shop of their own, which no other test's customers are of. */
    private void campaignsReachTheCustomersOfBoth() {
        for (int i = 0; i < CUSTOMERS; i++) {
            engine.happened(
                    new CustomerKey("two", "two-" + i),
                    CustomerUpdated.newBuilder().setFirstName("Anna").build());
        }
        ask(0, HttpMethod.PUT, "/api/segments/two-all", "{id: two-all, shops: [two], if: 'true'}");
        everybodyIsCounted(0);
        upload();
        ask(
                0,
                HttpMethod.PUT,
                "/api/campaigns/two-sale",
                "{id: two-sale, shops: [two], segment: two-all, list: two-list, topic: sales, template: two, channels: [{via: sms}]}");
        for (int instance = 0; instance < 2; instance++) {
            everybodyIsCounted(instance);
            JsonNode forecast = ask(instance, HttpMethod.POST, "/api/campaigns/two-sale/forecast", "");
            assertThat(forecast.at("/reached/count").asInt())
                    .as(forecast.toString())
                    .isEqualTo(CUSTOMERS);
        }
        ask(1, HttpMethod.POST, "/api/campaigns/two-sale/launch", "{\"confirm\": true}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode progress = ask(0, HttpMethod.GET, "/api/campaigns/two-sale/progress", "");
            assertThat(progress.at("/stage").asString()).as(progress.toString()).isEqualTo("done");
            assertThat(progress.at("/reached").asInt()).isEqualTo(CUSTOMERS);
        });
    }

    private void everybodyIsCounted(int instance) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ask(instance, HttpMethod.POST, "/api/segments/two-all/count", "")
                                .at("/members/count")
                                .asInt())
                        .isEqualTo(CUSTOMERS));
    }

    /** To one of them; the other is asked for a campaign to it at once. */
    private void upload() {
        StringBuilder csv = new StringBuilder("customerId\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            csv.append("two-").append(i).append('\n');
        }
        engine.client(1, RunningEngine.MARKETER)
                .put()
                .uri("/api/lists/two-list?shop=two")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(csv.toString())
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private JsonNode ask(int instance, HttpMethod method, String path, String body) {
        return new JsonMapper()
                .readTree(engine.client(instance, RunningEngine.MARKETER)
                        .mutate()
                        .responseTimeout(Duration.ofSeconds(30))
                        .build()
                        .method(method)
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .is2xxSuccessful()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private void tasksAreListedAndTakenAnywhere() {
        WebTestClient marketer = engine.client(RunningEngine.MARKETER);
        marketer.put()
                .uri("/api/journeys/two-calls")
                .bodyValue("""
                        {id: two-calls, class: service, entry: {on: x.two}, start: call,
                         steps: {call: {type: task, queue: two-calls, text: Call, timeout: P1D}}}""")
                .exchange()
                .expectStatus()
                .isCreated();
        marketer.post()
                .uri("/api/journeys/two-calls/publish")
                .exchange()
                .expectStatus()
                .isOk();
        for (int i = 0; i < CUSTOMERS; i++) {
            engine.happened(new CustomerKey("main", "two-" + i), new CustomEvent("x.two", "{}"));
        }
        List<String> all = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasks(0), tasks -> tasks.size() == CUSTOMERS);
        assertThat(tasks(1)).isEqualTo(all);
        for (String task : all) {
            engine.client(1, RunningEngine.SUPPORT)
                    .post()
                    .uri("/api/tasks/" + task + "/take")
                    .bodyValue("{\"by\": \"desk-1\"}")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    /** All of them, page by page. */
    private List<String> tasks(int instance) {
        List<String> tasks = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = new JsonMapper()
                    .readTree(engine.client(instance, RunningEngine.SUPPORT)
                            .get()
                            .uri("/api/tasks?queue=two-calls&limit=5" + cursor)
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody());
            page.path("items").forEach(item -> tasks.add(item.path("task").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return tasks;
    }

    private void everyCustomerIsKnown() {
        for (int instance = 0; instance < 2; instance++) {
            WebTestClient client = engine.client(instance, RunningEngine.SUPPORT);
            for (int i = 0; i < CUSTOMERS; i++) {
                String uri = "/api/customers/two-" + i;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> client.get()
                                .uri(uri)
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectBody()
                                .jsonPath("$.profile.phone")
                                .exists());
            }
        }
    }

    private void consentsAreTakenAnywhere() {
        for (int i = 0; i < 4; i++) {
            engine.client(1, RunningEngine.SUPPORT)
                    .put()
                    .uri("/api/customers/two-" + i + "/consents")
                    .bodyValue("[{\"channel\": \"sms\", \"granted\": true, \"source\": \"test\"}]")
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.applied")
                    .isEqualTo(true);
        }
    }

    private void messagesByHandAreTakenAnywhere() {
        template();
        for (int i = 0; i < 4; i++) {
            String first = messageId(0, "two-" + i);
            assertThat(messageId(1, "two-" + i)).isEqualTo(first);
            for (int instance = 0; instance < 2; instance++) {
                engine.client(instance, RunningEngine.SUPPORT)
                        .get()
                        .uri("/api/messages/" + first)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.customerId")
                        .isEqualTo("two-" + i);
            }
        }
    }

    private void template() {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/two")
                .bodyValue("{id: two, defaultLocale: en, locales: {en: {sms: {text: Hello}}}}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> engine.client(1, RunningEngine.MARKETER)
                        .get()
                        .uri("/api/templates/two")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    private String messageId(int instance, String customer) {
        byte[] body = engine.client(instance, RunningEngine.SUPPORT)
                .post()
                .uri("/api/customers/" + customer + "/messages")
                .header("Idempotency-Key", "the same")
                .bodyValue("{\"template\": \"two\", \"channels\": [\"sms\"]}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return new JsonMapper().readTree(body).get("messageId").stringValue();
    }

    private void publishingIsHeardAnywhere() {
        WebTestClient marketer = engine.client(RunningEngine.MARKETER);
        marketer.put()
                .uri("/api/journeys/two")
                .bodyValue("""
                        {id: two, class: service, entry: {on: order.delivered, key: event.orderId}, start: tell,
                         steps: {tell: {type: message, template: two, channels: [{via: sms}]}}}""")
                .exchange()
                .expectStatus()
                .isCreated();
        marketer.post()
                .uri("/api/journeys/two/publish")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.behind")
                .isEmpty();
        engine.client(1, RunningEngine.MARKETER)
                .get()
                .uri("/api/journeys/two/versions/1")
                .exchange()
                .expectStatus()
                .isOk();
        marketer.post()
                .uri("/api/journeys/two/publish")
                .bodyValue("{\"dryRun\": true}")
                .exchange()
                .expectBody()
                .jsonPath("$.unknown")
                .isEmpty();
    }
}
