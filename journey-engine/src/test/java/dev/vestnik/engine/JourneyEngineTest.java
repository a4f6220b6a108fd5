package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class JourneyEngineTest {
    private final RunningEngine engine;

    JourneyEngineTest(RunningEngine engine) {
        this.engine = engine;
    }

    @Test
    void saysWhatItIsDoing() {
        engine.client(RunningEngine.OPS)
                .get()
                .uri("/api/status")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.ready")
                .isEqualTo(true)
                .jsonPath("$.streams.state")
                .isEqualTo("RUNNING")
                .jsonPath("$.streams.active.length()")
                .isEqualTo(4)
                .jsonPath("$.instances.length()")
                .isEqualTo(1);
    }

    @Test
    void countsEachLiveJourneyOnceWhateverItIsEnteredBy() {
        int before = liveJourneys();
        publish("counted-events", "{on: [x.counted-one, x.counted-two]}");
        publish("counted-calendar", "{every: [monday], at: '10:00'}");
        assertThat(liveJourneys()).isEqualTo(before + 2);
    }

    private int liveJourneys() {
        byte[] status = engine.client(RunningEngine.OPS)
                .get()
                .uri("/api/status")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new JsonMapper().readTree(status).path("liveJourneys").asInt();
    }

    private void publish(String id, String entry) {
        WebTestClient marketer = engine.client(RunningEngine.MARKETER);
        marketer.put()
                .uri("/api/journeys/{id}", id)
                .bodyValue("{id: " + id + ", shops: [counted], class: service, entry: " + entry
                        + ", start: wait, steps: {wait: {type: delay, for: PT1H}}}")
                .exchange()
                .expectStatus()
                .isCreated();
        marketer.post()
                .uri("/api/journeys/{id}/publish", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void marksItsStatesWithTheirCluster() throws Exception {
        try (Admin admin = Admin.create(engine.kafka().clientConfig())) {
            assertThat(engine.stateDirectory(0).resolve("cluster-id"))
                    .hasContent(admin.describeCluster().clusterId().get());
        }
    }

    @Test
    void givesEditorsItsSchemaWithoutAKey() {
        engine.client("")
                .get()
                .uri("/api/schema/journey.json")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void describesItsApiAsOpenApi31() {
        engine.client("")
                .get()
                .uri("/openapi")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.openapi")
                .value(String.class, version -> assertThat(version).startsWith("3.1"))
                .jsonPath("$.paths['/api/journeys/{id}/publish'].post")
                .exists()
                .jsonPath("$.paths['/api/customers/{id}/messages'].post")
                .exists()
                .jsonPath("$.paths['/internal/revision']")
                .doesNotExist();
    }

    @Test
    void hasMetricsAndHealthOpenToThoseWhoScrape() {
        engine.client("")
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk();
        engine.client("")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics).contains("vestnik_definitions_revision"));
    }
}
