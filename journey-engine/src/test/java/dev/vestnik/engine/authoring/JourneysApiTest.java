package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(SharedEngine.class)
class JourneysApiTest {
    private static final String TEMPLATE =
            "{\"id\":\"told\",\"defaultLocale\":\"en\",\"locales\":{\"en\":{\"sms\":{\"text\":\"Hello\"}}}}";

    private final RunningEngine engine;
    private final WebTestClient api;
    private String id;

    JourneysApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = engine.client(RunningEngine.MARKETER);
    }

    @BeforeEach
    void template(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName().toLowerCase();
        api.put()
                .uri("/api/templates/told")
                .bodyValue(TEMPLATE)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private String journey(int priority) {
        return """
                {"id": "%s", "class": "service", "priority": %d, "entry": {"on": "order.shipped", "key": "event.orderId"},
                 "start": "tell", "steps": {"tell": {"type": "message", "template": "told", "channels": [{"via": "sms"}]}}}
                """.formatted(id, priority);
    }

    private ResponseSpec put(String document) {
        return api.put()
                .uri("/api/journeys/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(document)
                .exchange();
    }

    private ResponseSpec post(String action, String body) {
        return api.post()
                .uri("/api/journeys/{id}/{action}", id, action)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private String etagOf(ResponseSpec response) {
        EntityExchangeResult<byte[]> result = response.expectBody().returnResult();
        return result.getResponseHeaders().getETag();
    }

    private ResponseSpec get(String path) {
        return api.get().uri("/api/journeys/" + id + path).exchange();
    }

    @Test
    void keepsADraft() {
        put(journey(10)).expectStatus().isCreated();
        get("").expectStatus()
                .isOk()
                .expectHeader()
                .exists(HttpHeaders.ETAG)
                .expectBody()
                .json(journey(10));
        put(journey(20)).expectStatus().isOk();
        get("").expectBody().jsonPath("$.priority").isEqualTo(20);
    }

    @Test
    void saysWhatIsAllowedAndProbablyNotMeantWhenItIsSavedAndPublished() {
        String unlimited = journey(10).replace("order.shipped", "order.returned"); // nobody else tells of it
        String limited =
                unlimited.replace("event.orderId\"", "event.orderId\", \"reentry\": {\"max\": 1, \"per\": \"P30D\"}");
        put(limited)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("entry.reentry")
                .jsonPath("$.warnings[0].remedy")
                .isNotEmpty();
        Awaitility.await() // until the tasks can tell how many customers are in it
                .untilAsserted(() -> post("publish", "{\"dryRun\": true}")
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.warnings.length()")
                        .isEqualTo(1));
        post("publish", "{}")
                .expectStatus()
                .is2xxSuccessful()
                .expectBody()
                .jsonPath("$.journey.warnings[0].path")
                .isEqualTo("entry.reentry");
        put(unlimited).expectBody().jsonPath("$.warnings").doesNotExist();
    }

    @Test
    void speaksYamlBothWays() {
        String yaml = """
                id: %s
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: told, channels: [{via: sms}]}
                """.formatted(id);
        api.put()
                .uri("/api/journeys/{id}", id)
                .contentType(MediaType.parseMediaType("application/yaml"))
                .bodyValue(yaml)
                .exchange()
                .expectStatus()
                .isCreated();
        api.get()
                .uri("/api/journeys/{id}", id)
                .header(HttpHeaders.ACCEPT, "application/yaml")
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith("application/yaml")
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("id: " + id, "steps:\n  tell:"));
        get("").expectBody().jsonPath("$.steps.tell.channels[0].via").isEqualTo("sms");
    }

    @Test
    void yamlComesBackWithItsComments() {
        String yaml = "# tells of parcels\n" + journey(10);
        put(yaml).expectStatus().isCreated();
        assertThat(yaml("")).isEqualTo(yaml);
        post("publish", "{}");
        String other = yaml.replace("parcels", "orders");
        put(other).expectStatus().isOk().expectBody().jsonPath("$.draft").isEqualTo(false);
        assertThat(yaml("")).isEqualTo(other);
        assertThat(yaml("/versions/1")).isEqualTo(yaml);
        put(journey(10));
        assertThat(yaml("")).as("JSON that says the same takes no comment away").isEqualTo(other);
    }

    private String yaml(String path) {
        return api.get()
                .uri("/api/journeys/" + id + path)
                .header(HttpHeaders.ACCEPT, "application/yaml")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void savesNothingWhenTheSameIsSaidAgain() {
        String first = etagOf(put(journey(10)));
        assertThat(etagOf(put(journey(10)))).isEqualTo(first);
    }

    @Test
    void refusesAStaleChange() {
        String old = etagOf(put(journey(10)));
        put(journey(20));
        api.put()
                .uri("/api/journeys/{id}", id)
                .header(HttpHeaders.IF_MATCH, old)
                .bodyValue(journey(30))
                .exchange()
                .expectStatus()
                .isEqualTo(412)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.currentRevision")
                .isNumber();
        get("").expectBody().jsonPath("$.priority").isEqualTo(20);
    }

    @Test
    void takesAChangeOfWhatItsAuthorSaw() {
        String seen = etagOf(put(journey(10)));
        api.put()
                .uri("/api/journeys/{id}", id)
                .header(HttpHeaders.IF_MATCH, seen)
                .bodyValue(journey(30))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void listsEveryFaultWithItsPath() {
        put("""
                {"id": "other", "class": "loud", "entry": {"on": "order.sent"}, "start": "nowhere",
                 "steps": {"tell": {"type": "message", "template": "nosuch", "channels": [{"via": "pigeon"}]}}}""")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[*].path")
                .value(
                        Object.class,
                        paths -> assertThat((List<?>) paths)
                                .map(Object::toString)
                                .contains(
                                        "class",
                                        "entry.on",
                                        "start",
                                        "steps.tell.template",
                                        "steps.tell.channels[0].via"));
        get("").expectStatus().isNotFound();
    }

    @Test
    void refusesADocumentOfAnotherId() {
        put(journey(10).replace(id, "another"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("id");
    }

    @Test
    void refusesWhatIsNoDocument() {
        put("{\"id\": ")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .exists();
        put("").expectStatus().isEqualTo(422);
    }

    @Test
    void publishesVersionsThatEveryInstanceWorksWith() {
        put(journey(10));
        post("publish", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.journey.version")
                .isEqualTo(1)
                .jsonPath("$.journey.stage")
                .isEqualTo("live");
        assertThat(engine.bean(DefinitionsLog.class).current().startedBy("order.shipped"))
                .anyMatch(journey -> journey.id().equals(new JourneyId(id)));
        put(journey(20)).expectBody().jsonPath("$.draft").isEqualTo(true);
        post("publish", "{\"inFlight\": \"migrate\"}")
                .expectBody()
                .jsonPath("$.journey.version")
                .isEqualTo(2);
        get("/versions").expectBody().jsonPath("$.items[1].inFlight").isEqualTo("migrate");
        get("/versions/1").expectBody().jsonPath("$.priority").isEqualTo(10);
        get("/versions/3").expectStatus().isNotFound();
    }

    @Test
    void publishesTheSameOnlyOnce() {
        put(journey(10));
        post("publish", "{}");
        post("publish", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.journey.version")
                .isEqualTo(1);
    }

    @Test
    void saysWhatPublishingWouldDo() {
        put(journey(10));
        dryRun().jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.changed")
                .isEqualTo(true)
                .jsonPath("$.inFlight")
                .isEqualTo(Map.of())
                .jsonPath("$.perStep")
                .isEqualTo(Map.of())
                .jsonPath("$.cannotMigrate")
                .isEmpty();
        get("/versions").expectBody().jsonPath("$.items").isEmpty();
    }

    @Test
    void warnsOfStepsThatStartOrAskWhatIsNotThere() {
        put("""
                        {"id": "%s", "class": "service", "entry": {"on": "x.%s"}, "start": "go", "steps": {
                         "go": {"type": "journey", "journey": "nobodys", "next": "ask"},
                         "ask": {"type": "lookup", "source": "nowhere", "into": "a"}}}
                        """.formatted(id, id))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("steps.go.journey")
                .jsonPath("$.warnings[1].path")
                .isEqualTo("steps.ask.source");
    }

    @Test
    void warnsOfAJourneyThatTellsTheSame() {
        String told = journey(10).replace("order.shipped", "order.refunded");
        put(told);
        post("publish", "{}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.journey.warnings")
                .doesNotExist();
        String other = id + "-again";
        api.put()
                .uri("/api/journeys/{id}", other)
                .bodyValue(told.replace(id, other))
                .exchange()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("entry.on")
                .jsonPath("$.warnings[0].problem")
                .value(
                        String.class,
                        problem -> assertThat(problem)
                                .startsWith("journey/" + id + " tells of order.refunded by sms too"));
    }

    @Test
    void saysWhereCustomersStandAndForWhomTheDraftHasNoPlace() {
        put(waiting("rest"));
        post("publish", "{}").expectStatus().isOk();
        engine.happened(new CustomerKey("main", "waits-in-" + id), Events.shipped("o-" + id));
        Awaitility.await().untilAsserted(() -> dryRun().jsonPath("$.perStep").isEqualTo(Map.of("rest", 1)));
        dryRun().jsonPath("$.inFlight")
                .isEqualTo(Map.of("1", 1))
                .jsonPath("$.cannotMigrate")
                .isEmpty();
        put(waiting("sleep"));
        dryRun().jsonPath("$.cannotMigrate[0].step")
                .isEqualTo("rest")
                .jsonPath("$.cannotMigrate[0].version")
                .isEqualTo(1)
                .jsonPath("$.cannotMigrate[0].customers")
                .isEqualTo(1)
                .jsonPath("$.cannotMigrate[0].why")
                .isEqualTo("the draft has no such step: they leave with step-gone");
        put(waiting("rest")
                .replace("{\"type\": \"delay\", \"for\"", "{\"type\": \"waitUntil\", \"timeout\"")
                .replace("\"next\"", "\"onTimeout\""));
        dryRun().jsonPath("$.cannotMigrate[0].why")
                .isEqualTo("the step was of type delay and is of type waitUntil: they leave with step-gone");
    }

    private String waiting(String step) {
        return journey(10)
                .replace(
                        "\"start\": \"tell\", \"steps\": {",
                        "\"start\": \"%1$s\", \"steps\": {\"%1$s\": {\"type\": \"delay\", \"for\": \"P1D\", \"next\": \"tell\"}, "
                                .formatted(step));
    }

    private BodyContentSpec dryRun() {
        return post("publish", "{\"dryRun\": true}").expectStatus().isOk().expectBody();
    }

    @Test
    void showsWhereVersionsDiffer() {
        put(journey(10));
        post("publish", "{}");
        put(journey(20));
        get("/versions/1/diff/draft")
                .expectBody()
                .jsonPath("$.changes.length()")
                .isEqualTo(1)
                .jsonPath("$.changes[0].path")
                .isEqualTo("priority")
                .jsonPath("$.changes[0].from")
                .isEqualTo(10)
                .jsonPath("$.changes[0].to")
                .isEqualTo(20);
    }

    @Test
    void pausesResumesArchivesAndDeletes() {
        put(journey(10));
        post("pause", "{}").expectStatus().isEqualTo(409);
        post("publish", "{}");
        post("pause", "{}").expectBody().jsonPath("$.journey.stage").isEqualTo("paused");
        assertThat(engine.bean(DefinitionsLog.class).current().startedBy("order.shipped"))
                .noneMatch(journey -> journey.id().equals(new JourneyId(id)));
        post("resume", "").expectBody().jsonPath("$.journey.stage").isEqualTo("live");
        delete().expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("it is live: archive it first");
        post("archive", "").expectBody().jsonPath("$.journey.stage").isEqualTo("archived");
        delete().expectStatus().isNoContent();
        get("").expectStatus().isNotFound();
    }

    private ResponseSpec delete() {
        return api.delete().uri("/api/journeys/{id}", id).exchange();
    }

    @Test
    void resumesByItselfWhenToldWhen() {
        put(journey(10));
        post("publish", "{}");
        Instant soon = Instant.now().plusSeconds(2);
        post("pause", "{\"resume\": \"" + soon + "\"}")
                .expectBody()
                .jsonPath("$.journey.stage")
                .isEqualTo("paused");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                engine.bean(DefinitionsLog.class).current().startedBy("order.shipped"))
                        .anyMatch(journey -> journey.id().equals(new JourneyId(id))));
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        put(journey(10));
        post("publish", "{\"inflight\": \"keep\", \"dryRun\": \"yes\", \"inFlight\": \"some\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].path")
                .value(List.class, paths -> assertThat(paths).hasSize(3));
        post("pause", "{\"resume\": \"2001-01-01T00:00:00Z\"}").expectStatus().isEqualTo(422);
        post("publish", "{").expectStatus().isBadRequest();
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 3; i++) {
            String one = "page." + i;
            api.put()
                    .uri("/api/journeys/{id}", one)
                    .bodyValue(journey(10).replace(id, one))
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }
        api.get()
                .uri("/api/journeys?cursor=page&limit=2")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(List.of("page.0", "page.1"))
                .jsonPath("$.next")
                .isEqualTo("page.1");
        api.get().uri("/api/journeys?limit=0").exchange().expectStatus().isEqualTo(422);
    }

    @Test
    void servesTheSchemaForEditors() {
        api.get()
                .uri("/api/schema/journey.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.$schema")
                .exists();
        for (String kind : List.of("template", "settings")) {
            api.get()
                    .uri("/api/schema/{kind}.json", kind)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.properties")
                    .exists();
        }
    }

    @Test
    void servesWhatReasonsMean() {
        engine.client("")
                .get()
                .uri("/api/reasons")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.reason == 'no-phone')].means")
                .isEqualTo("no phone number");
    }
}
