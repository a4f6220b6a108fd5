package dev.vestnik.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitNoticeTest {
    private final WaitNotice waitNotice = new WaitNotice();

    @Test
    void tellsTheSameReasonOnceAMinute() {
        long said = IntStream.range(0, 300)
                .filter(second -> waitNotice.worthSaying("nobody is there", seconds(second)))
                .count();

        assertThat(said).isEqualTo(5);
    }

    @Test
    void tellsAnotherReasonAtOnce() {
        waitNotice.worthSaying("nobody is there", seconds(0));

        assertThat(waitNotice.worthSaying("it is starting", seconds(1))).isTrue();
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
