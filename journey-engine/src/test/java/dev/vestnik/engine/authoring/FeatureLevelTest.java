package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.definition.FeatureLevel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class FeatureLevelTest {
    private static final int NEWEST = FeatureLevel.NEWEST.number();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebTestClient ops;

    FeatureLevelTest(RunningEngine engine) {
        ops = engine.client(RunningEngine.OPS);
    }

    @Test
    void isRaisedToWhatEveryLiveInstanceCanReadAndShown() {
        raise("{\"level\": " + NEWEST + "}").expectStatus().isOk();
        ops.get()
                .uri("/api/feature-level")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.level")
                .isEqualTo(NEWEST)
                .jsonPath("$.newest")
                .isEqualTo(NEWEST)
                .jsonPath("$.instances.length()")
                .isEqualTo(1);
        ops.get()
                .uri("/api/status")
                .exchange()
                .expectBody()
                .jsonPath("$.featureLevel")
                .isEqualTo(NEWEST);
    }

    @Test
    void isNotRaisedWhileALiveInstanceCannotReadIt() {
        raise("{\"level\": " + (NEWEST + 1) + "}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.instances.length()")
                .isEqualTo(1)
                .jsonPath("$.detail")
                .value((String detail) -> assertThat(detail).contains("cannot read level " + (NEWEST + 1)));
    }

    @Test
    void isNeverLowered() {
        raise("{\"level\": " + NEWEST + "}").expectStatus().isOk();
        raise("{\"level\": " + (NEWEST - 1) + "}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value((String detail) -> assertThat(detail).contains("never lowered"));
    }

    @Test
    void needsAWholeNumber() {
        for (String body : new String[] {"{}", "{\"level\": \"3\"}", "{\"level\": 3.5}", "{\"level\": 3, \"x\": 1}"}) {
            raise(body).expectStatus().isEqualTo(422);
        }
    }

    @Test
    void anInstanceThatDoesNotTellReadsTheOldestLevelAlone() {
        int oldest = FeatureLevel.OLDEST.number();
        assertThat(LiveLevels.level(Optional.empty())).isEqualTo(oldest);
        assertThat(LiveLevels.level(Optional.of(JSON.readTree("{\"status\": 404}"))))
                .isEqualTo(oldest);
        assertThat(LiveLevels.level(Optional.of(JSON.readTree("{\"level\": 7}"))))
                .isEqualTo(7);
        assertThat(LiveLevels.below(3, Map.of("a:1", 3, "b:1", 2, "c:1", 4))).containsOnlyKeys("b:1");
    }

    private WebTestClient.ResponseSpec raise(String body) {
        return ops.post().uri("/api/feature-level").bodyValue(body).exchange();
    }
}
