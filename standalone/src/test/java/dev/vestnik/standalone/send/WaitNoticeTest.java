package dev.vestnik.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final Waits waits = new Waits();

    @Test
    void saysTheSameOnceAMinute() {
        long said = IntStream.range(0, 300)
                .filter(second -> waits.worthSaying("nobody is there", seconds(second)))
                .count();

        assertThat(said).isEqualTo(5);
    }

    @Test
    void saysAtOnceThatTheReasonIsAnother() {
        waits.worthSaying("nobody is there", seconds(0));

        assertThat(waits.worthSaying("it is starting", seconds(1))).isTrue();
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
