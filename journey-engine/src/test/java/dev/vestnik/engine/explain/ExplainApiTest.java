package dev.vestnik.engine.explain;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import java.time.Duration;
import java.time.Instant;
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

    private final RunningEngine engine;

    ExplainApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void published() {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/journeys/explained")
                .bodyValue(JOURNEY)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri("/api/journeys/explained/publish")
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
    void tellsWhereARunStandsAndHowItCameThere() {
        happened("explained-run", "{\"order\": \"o7\", \"total\": 600, \"city\": \"Tver\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> explained(RunningEngine.SUPPORT, "explained-run")
                        .jsonPath("$.runs.length()")
                        .isEqualTo(1)
                        .jsonPath("$.runs[0].now.step")
                        .isEqualTo("wait")
                        .jsonPath("$.runs[0].now.kind")
                        .isEqualTo("delay")
                        .jsonPath("$.runs[0].now.does")
                        .isEqualTo("1 h")
                        .jsonPath("$.runs[0].now.waits")
                        .isEqualTo("waiting")
                        .jsonPath("$.runs[0].now.until")
                        .isNotEmpty()
                        .jsonPath("$.runs[0].now.key")
                        .isEqualTo("o7")
                        .jsonPath("$.runs[0].asRecorded")
                        .isEqualTo(true)
                        .jsonPath("$.runs[0].path[0].signal")
                        .isEqualTo("x.explained")
                        .jsonPath("$.runs[0].path[0].to")
                        .isEqualTo("wait")
                        .jsonPath("$.runs[0].path[0].conditions[0].values['event.total']")
                        .isEqualTo("600"));
        explained(RunningEngine.MARKETER, "explained-run")
                .jsonPath("$.runs[0].now.key")
                .isEqualTo("for the role support")
                .jsonPath("$.runs[0].path[0].conditions[0].values['event.city']")
                .isEqualTo("for the role support");
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
        explain(RunningEngine.SUPPORT, "explained-none", "&at=noon")
                .expectStatus()
                .isEqualTo(422);
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
