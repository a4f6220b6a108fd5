package dev.vestnik.service.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int IDLE = 60;
    private static final int HEAD = 10;
    private static final int BODY = 30;

    private final Pace pace = new Pace(
            new ConnectionSettings(
                    Duration.ofSeconds(IDLE),
                    Duration.ofSeconds(HEAD),
                    Duration.ofSeconds(BODY),
                    DataSize.ofKilobytes(1),
                    Duration.ofSeconds(60),
                    10,
                    null),
            0);

    @Test
    void aConnectionWithoutARequestIsIdle() {
        assertThat(pace.slowness(IDLE * SECOND - 1)).isEmpty();
        assertThat(pace.slowness(IDLE * SECOND)).contains(Slowness.IDLE);
    }

    @Test
    void aHeadThatGoesOnForEverIsTooSlow() {
        for (int second = 1; second < 1 + HEAD; second++) {
            pace.asked(second * SECOND);
            pace.got(10, second * SECOND);
            assertThat(pace.slowness(second * SECOND)).isEmpty();
        }
        assertThat(pace.slowness((1 + HEAD) * SECOND)).contains(Slowness.HEAD);
    }

    @Test
    void aBodyThatTricklesIsTooSlow() {
        pace.headEnded(0);
        for (int second = 1; second < BODY; second++) {
            received(1, second * SECOND);
            assertThat(pace.slowness(second * SECOND)).isEmpty();
        }
        received(1, BODY * SECOND);
        assertThat(pace.slowness(BODY * SECOND)).contains(Slowness.BODY);
    }

    @Test
    void aBodyThatComesIsNot() {
        pace.headEnded(0);
        for (int second = 1; second < 10 * BODY; second++) {
            received(100, second * SECOND);
            assertThat(pace.slowness(second * SECOND)).isEmpty();
        }
    }

    @Test
    void theTimeInWhichWeDoNotReadIsNotTheClients() {
        pace.headEnded(0);
        received(10, SECOND);
        pace.readEnded(SECOND);
        assertThat(pace.slowness(100 * BODY * SECOND)).isEmpty();
    }

    @Test
    void theTimeOfTheAnswerIsNotTheClients() {
        pace.headEnded(0);
        pace.requestEnded(0);
        assertThat(pace.slowness(100 * BODY * SECOND)).isEmpty();
        pace.answered(100 * BODY * SECOND);
        assertThat(pace.slowness((100 * BODY + IDLE) * SECOND)).contains(Slowness.IDLE);
    }

    private void received(int bytes, long now) {
        pace.asked(now - SECOND);
        pace.got(bytes, now);
        pace.readEnded(now);
        pace.asked(now);
    }
}
