package dev.vestnik.engine.streams.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** When a task counts as one that gets nothing done. */
class TaskProgressTest {
    private static final long NOON = 1_780_000_000_000L;

    private final TaskProgress progress = new TaskProgress(new TaskId(0, 3));

    @Test
    void getsOnWhileItHasNothingToDo() {
        assertThat(stalledAfter(Duration.ofHours(1), 0)).isFalse();
    }

    @Test
    void isStalledWhenRecordsWaitAndNothingIsDone() {
        assertThat(stalledAfter(Duration.ofSeconds(29), 5)).isFalse();
        assertThat(stalledAfter(Duration.ofSeconds(31), 5)).isTrue();
    }

    @Test
    void isStalledWhenAWakeUpIsOverdueAndNothingIsDone() {
        progress.earliest(NOON - 60_000);
        assertThat(stalledAfter(Duration.ofSeconds(31), 0)).isTrue();
        progress.earliest(NOON + 1);
        assertThat(stalledAfter(Duration.ofSeconds(31), 0)).isFalse();
    }

    @Test
    void isStalledInOneDecisionThatTakesTooLong() {
        progress.begin();
        assertThat(stalledAfter(Duration.ofSeconds(9), 0)).isFalse();
        assertThat(stalledAfter(Duration.ofSeconds(11), 0)).isTrue();
        progress.end();
        assertThat(stalledAfter(Duration.ofSeconds(11), 0)).isFalse();
    }

    private boolean stalledAfter(Duration passed, long lag) {
        return progress.isStalled(lag, System.nanoTime() + passed.toNanos(), NOON);
    }
}
