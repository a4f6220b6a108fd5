package dev.vestnik.engine.streams.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** Which inputs are blamed for what happens to their thread. */
class TrialTest {
    private static final String INPUT = "shop.events-0@17";

    private final Watch watch = new Watch(1, Duration.ofMillis(50));
    private final Trial trial = watch.opened(new TaskId(0, 0));

    @Test
    void setsAsideWhatEndedItsThreadTwice() {
        for (int i = 0; i < 2; i++) {
            assertThat(verdict()).isNull();
            assertThatThrownBy(() -> trial.run(() -> INPUT, TrialTest::dies)).isInstanceOf(InternalError.class);
        }
        assertThat(trial.verdict(() -> "shop.events-0@18")).isNull();
        assertThat(verdict()).startsWith("InternalError at ");
        assertThat(verdict()).as("forgotten once it is set aside").isNull();
    }

    @Test
    void isSlowToBlameARecordForAFullHeap() {
        for (int i = 0; i < 5; i++) {
            assertThat(verdict()).isNull();
            assertThatThrownBy(() -> trial.run(() -> INPUT, () -> {
                        throw new OutOfMemoryError("not really");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
        assertThat(verdict()).startsWith("OutOfMemoryError at ");
    }

    @Test
    void blamesNobodyForWhatIsReadBeforeTheDecision() {
        for (int i = 0; i < 3; i++) {
            trial.run(() -> INPUT, () -> {
                takesLong();
                trial.deciding();
            });
        }
        assertThat(verdict()).isNull();
    }

    @Test
    void setsAsideWhatTookTooLongTwice() {
        for (int i = 0; i < 2; i++) {
            assertThat(verdict()).isNull();
            trial.run(() -> INPUT, TrialTest::takesLong);
        }
        assertThat(verdict()).startsWith("deciding took ");
    }

    @Test
    void blamesNobodyForWhatComesAfterTheDecision() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> trial.run(() -> INPUT, () -> {
                        trial.decided();
                        takesLong();
                        dies();
                    }))
                    .isInstanceOf(InternalError.class);
        }
        assertThat(verdict()).isNull();
    }

    @Test
    void blamesNobodyForAnExceptionOfTheInfrastructure() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> trial.run(() -> INPUT, () -> {
                        throw new IllegalStateException("the registry does not answer");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(verdict()).isNull();
    }

    private String verdict() {
        return trial.verdict(() -> INPUT);
    }

    private static void dies() {
        throw new InternalError("not really");
    }

    private static void takesLong() {
        long end = System.nanoTime() + Duration.ofMillis(60).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
