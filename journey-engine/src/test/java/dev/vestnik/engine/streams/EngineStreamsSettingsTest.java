package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineStreamsSettingsTest {

    @Test
    void anEngineLeavesItsGroupWhereOthersHaveItsCopies() {
        assertThat(settings("engine-1", 1).leavesAtItsEnd()).isTrue();
    }

    @Test
    void anEngineWithoutCopiesElsewhereKeepsItsPlace() {
        assertThat(settings("engine-1", 0).leavesAtItsEnd()).isFalse();
    }

    @Test
    void anEngineWithoutANameHasNoPlaceToKeep() {
        assertThat(settings("", 0).leavesAtItsEnd()).isTrue();
    }

    private static EngineStreamsSettings settings(String instanceId, int standbys) {
        return new EngineStreamsSettings("engine", Path.of("."), 1, instanceId, standbys, 64, Duration.ofMillis(100));
    }
}
