package dev.vestnik.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.service.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trail of all tests of this run: each looks for its own ids. */
@ExtendWith(SharedEngine.class)
class AuditApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningEngine engine;
    private final String id = "audited-" + UUID.randomUUID();

    AuditApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private BodyContentSpec audit(String query) {
        return audit(RunningEngine.OPS, query);
    }

    private BodyContentSpec audit(String key, String query) {
        return engine.client(key)
                .get()
                .uri("/api/audit?" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private void save(String text) {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/{id}", id)
                .bodyValue("{id: " + id + ", locales: {en: {sms: {text: " + text + "}}}}")
                .exchange();
    }

    private void lookUp(String shop) {
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/{id}?shop={shop}", id, shop)
                .exchange();
    }

    @Test
    void saysWhoChangedWhatAndWhen() {
        save("Hello");
        audit("subject=" + id)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].caller")
                .isEqualTo("marketer")
                .jsonPath("$.items[0].call")
                .isEqualTo("PUT /api/templates/{id}")
                .jsonPath("$.items[0].status")
                .isEqualTo(201)
                .jsonPath("$.items[0].roles")
                .isEqualTo(List.of("marketer"))
                .jsonPath("$.items[0].revision")
                .isNotEmpty()
                .jsonPath("$.items[0].at")
                .isNotEmpty();
    }

    @Test
    void saysWhoLookedAPersonUp() {
        lookUp("a");
        audit("subject=" + id)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].call")
                .isEqualTo("GET /api/customers/{id}")
                .jsonPath("$.items[0].shop")
                .isEqualTo("a")
                .jsonPath("$.items[0].status")
                .isEqualTo(404);
    }

    @Test
    void saysWhoLookedAtListsOfPeople() {
        Instant begun = Instant.now();
        for (String path : List.of("/api/tasks", "/internal/tasks", "/api/stuck", "/internal/stuck")) {
            engine.client(RunningEngine.SUPPORT)
                    .get()
                    .uri(path + "?limit=1")
                    .header("X-Vestnik-Forwarded", "1")
                    .exchange()
                    .expectStatus()
                    .isOk();
            audit("from=" + begun + "&call=" + path)
                    .jsonPath("$.items.length()")
                    .isEqualTo(1)
                    .jsonPath("$.items[0].caller")
                    .isEqualTo("support");
        }
    }

    @Test
    void saysWhichCustomerATextOrAJourneyWasTriedFor() {
        save("Hello");
        post("/api/templates/" + id + "/preview", "{\"channel\": \"sms\", \"customer\": \"c1\", \"shop\": \"a\"}");
        post("/api/journeys/" + id + "/test-runs", "{customer: c1, shop: a, events: []}");
        audit(RunningEngine.key(Role.OPS, "a"), "subject=" + id)
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].call")
                .isEqualTo("POST /api/journeys/{id}/test-runs")
                .jsonPath("$.items[*].detail")
                .isEqualTo(List.of("customer c1", "customer c1"));
    }

    private void post(String path, String body) {
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void recordsWhatWasRefusedAndNoValuesOfParameters() {
        save("\"{{ event.\"");
        audit("subject=" + id).jsonPath("$.items[0].status").isEqualTo(422);
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/{id}?phone=79991234567", id)
                .exchange();
        audit("subject=" + id + "&call=customers").jsonPath("$.items[0].detail").isEqualTo("by phone");
    }

    @Test
    void readingAJourneyIsNoEntry() {
        engine.client(RunningEngine.MARKETER)
                .get()
                .uri("/api/journeys/{id}", id)
                .exchange();
        audit("subject=" + id).jsonPath("$.items").isEmpty();
    }

    @Test
    void comesInPagesNewestFirst() {
        save("one");
        save("two");
        save("three");
        JsonNode first = page("limit=2");
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.at("/items/0/status").asInt()).as("changed").isEqualTo(200);
        JsonNode second = page("limit=2&cursor=" + first.path("next").asString());
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.at("/items/0/status").asInt()).as("created").isEqualTo(201);
        engine.client(RunningEngine.OPS)
                .get()
                .uri("/api/audit?limit=0&cursor=x&from=yesterday")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
    }

    private JsonNode page(String query) {
        byte[] body = audit("subject=" + id + "&" + query).returnResult().getResponseBody();
        return JSON.readTree(body);
    }

    @Test
    void aKeyOfOneShopSeesTheCallsAboutIt() {
        save("Hello");
        lookUp("a");
        lookUp("b");
        audit(RunningEngine.key(Role.OPS, "a"), "subject=" + id)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].shop")
                .isEqualTo("a");
    }
}
