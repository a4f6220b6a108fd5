package dev.vestnik.engine.explain;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerErased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(SharedEngine.class)
class ExplainApiTest {
    private static final String JOURNEY = """
            {id: explained, class: service, start: wait, steps: {wait: {type: delay, for: PT1H}},
             entry: {on: x.explained, key: event.order, if: "event.total > 500 && event.city == \\"Tver\\""}}
            """;

    /** Its runs are over at once. */
    private static final String BRIEF =
            "{id: brief, class: service, entry: {on: x.brief, key: event.order}, start: end, steps: {end: {type: end}}}";

    private final RunningEngine engine;

    ExplainApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void published() {
        publish("explained", JOURNEY);
    }

    private void publish(String id, String journey) {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/journeys/" + id)
                .bodyValue(journey)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri("/api/journeys/" + id + "/publish")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private void happened(String customer, String data) {
        engine.happened(new CustomerKey("main", customer), new CustomEvent("x.explained", data));
    }

    private ResponseSpec explain(String key, String customer, String rest) {
        return engine.client(key)
                .get()
                .uri("/api/customers/" + customer + "/explain?journey=explained" + rest)
                .exchange();
    }

    private BodyContentSpec explained(String key, String customer) {
        return explain(key, customer, "").expectStatus().isOk().expectBody();
    }

    @Test
    void tellsOfANewCustomerWhichConditionDidNotHoldWithWhichValues() {
        happened("explained-poor", "{\"order\": \"o1\", \"total\": 400, \"city\": \"Omsk\"}");
        explained(RunningEngine.SUPPORT, "explained-poor")
                .jsonPath("$.events.length()")
                .isEqualTo(1)
                .jsonPath("$.events[0].reason")
                .isEqualTo("condition")
                .jsonPath("$.events[0].recorded")
                .isEqualTo(false)
                .jsonPath("$.events[0].detail")
                .isEqualTo("event.total > 500 && event.city == \"Tver\"")
                .jsonPath("$.events[0].values['event.total']")
                .isEqualTo("400")
                .jsonPath("$.events[0].values['event.city']")
                .isEqualTo("Omsk")
                .jsonPath("$.seen.complete")
                .isEqualTo(true)
                .jsonPath("$.seen.notes")
                .isNotEmpty()
                .jsonPath("$.decisions")
                .isEmpty();
        explained(RunningEngine.MARKETER, "explained-poor")
                .jsonPath("$.events[0].values['event.total']")
                .isEqualTo("400")
                .jsonPath("$.events[0].values['event.city']")
                .isEqualTo("for the role support");
    }

    @Test
    void tellsWhatWasDecidedWhereThatIsRecorded() {
        happened("explained-rich", "{\"order\": \"o1\", \"total\": 600, \"city\": \"Tver\"}");
        happened("explained-rich", "{\"order\": \"o1\", \"total\": 700, \"city\": \"Tver\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> explained(RunningEngine.SUPPORT, "explained-rich")
                        .jsonPath("$.events[0].reason")
                        .isEqualTo("entered")
                        .jsonPath("$.events[0].recorded")
                        .isEqualTo(true)
                        .jsonPath("$.events[1].reason")
                        .isEqualTo("already-running")
                        .jsonPath("$.events[1].recorded")
                        .isEqualTo(true)
                        .jsonPath("$.decisions[0].outcome")
                        .isEqualTo("entered")
                        .jsonPath("$.decisions[1].outcome")
                        .isEqualTo("not_entered"));
    }

    @Test
    void tellsDecisionsThatHaveLeftTheTimeline() {
        int most = 205;
        for (int i = 1; i <= most; i++) {
            happened("explained-often", "{\"order\": \"o" + i + "\", \"total\": 600, \"city\": \"Tver\"}");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> explained(RunningEngine.SUPPORT, "explained-often")
                        .jsonPath("$.decisions.length()")
                        .isEqualTo(most)
                        .jsonPath("$.decisions[0].sequence")
                        .isEqualTo(0)
                        .jsonPath("$.events.length()")
                        .isEqualTo(200)
                        .jsonPath("$.events[0].recorded")
                        .isEqualTo(true));
    }

    @Test
    void tellsNothingFromBeforeAnErasure() {
        publish("brief", BRIEF);
        CustomerKey customer = new CustomerKey("main", "explained-erased");
        engine.happened(customer, new CustomEvent("x.brief", "{\"order\": \"o1\"}"));
        awaitBrief("", 1, 2);
        Instant before = Instant.now();
        engine.happened(customer, new CustomerErased("asked for it"));
        awaitBrief("", 0, 0);
        String upToIt = "&at=" + before.minus(Duration.ofDays(1));
        awaitBrief(upToIt, 0, 0);
        engine.happened(customer, new CustomEvent("x.brief", "{\"order\": \"o2\"}"));
        awaitBrief("", 1, 2);
        awaitBrief(upToIt, 0, 0);
    }

    private void awaitBrief(String rest, int events, int decisions) {
        String uri = "/api/customers/explained-erased/explain?journey=brief" + rest;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> engine.client(RunningEngine.SUPPORT)
                        .get()
                        .uri(uri)
                        .exchange()
                        .expectBody()
                        .jsonPath("$.events.length()")
                        .isEqualTo(events)
                        .jsonPath("$.decisions.length()")
                        .isEqualTo(decisions));
    }

    @Test
    void readsEventsOfAProducerWithKeysOfItsOwnAndNoneOfAnotherCustomer() {
        CustomerKey customer = new CustomerKey("main", "explained-foreign");
        CustomerKey other = new CustomerKey("other", "explained-foreign");
        engine.happened("a key of its own", customer, customer, said(1));
        engine.happened(customer.toString(), customer, other, said(2));
        engine.happened("a key of its own", customer, other, said(3));
        explained(RunningEngine.SUPPORT, customer.customerId())
                .jsonPath("$.events.length()")
                .isEqualTo(1)
                .jsonPath("$.events[0].values['event.total']")
                .isEqualTo("1");
    }

    private static CustomEvent said(int total) {
        return new CustomEvent("x.explained", "{\"order\": \"o1\", \"total\": " + total + ", \"city\": \"Omsk\"}");
    }

    @Test
    void readsSoManyBytesOfACustomerAndNoMore() {
        CustomerKey customer = new CustomerKey("main", "explained-large");
        CustomEvent large = new CustomEvent("x.large", "{\"text\": \"" + "x".repeat(800_000) + "\"}");
        for (int bytes = 0; bytes < CustomerHistory.MOST_BYTES; bytes += 800_000) {
            engine.happened(customer, large);
        }
        engine.happened(customer, said(1));
        explained(RunningEngine.SUPPORT, customer.customerId())
                .jsonPath("$.seen.complete")
                .isEqualTo(false)
                .jsonPath("$.events")
                .isEmpty();
    }

    @Test
    void looksAtTheTimeThatIsAskedFor() {
        happened("explained-then", "{\"order\": \"o1\", \"total\": 1, \"city\": \"Tver\"}");
        String longAgo = "&at=" + Instant.now().minus(Duration.ofDays(3));
        explain(RunningEngine.SUPPORT, "explained-then", longAgo)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.events")
                .isEmpty();
        explain(RunningEngine.SUPPORT, "explained-then", "&at=" + Instant.now())
                .expectBody()
                .jsonPath("$.events.length()")
                .isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        for (String at : List.of(
                "noon",
                "1970-01-01T12:00:00Z",
                "0001-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                Instant.now().plus(Duration.ofDays(2)).toString())) {
            explain(RunningEngine.SUPPORT, "explained-none", "&at=" + at)
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].path")
                    .isEqualTo("at");
        }
        explain(RunningEngine.SUPPORT, "explained-none", "&at=1970-01-02T00:00:00Z")
                .expectStatus()
                .isOk();
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/explained-none/explain")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/explained-none/explain?journey=never-was")
                .exchange()
                .expectStatus()
                .isNotFound();
        explain(RunningEngine.SUPPORT, "explained-none", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.events")
                .isEmpty();
    }
}
