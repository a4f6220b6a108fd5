package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
