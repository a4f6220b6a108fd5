package dev.vestnik.service.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RequestProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int IDLE = 60;
    private static final int HEAD = 10;
    private static final int BODY = 30;

    private final RequestProgress progress = new RequestProgress(
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
        assertThat(progress.slowness(IDLE * SECOND - 1)).isEmpty();
        assertThat(progress.slowness(IDLE * SECOND)).contains(Slowness.IDLE);
    }

    @Test
    void aHeadThatGoesOnForEverIsTooSlow() {
        for (int second = 1; second < 1 + HEAD; second++) {
            progress.asked(second * SECOND);
            progress.got(10, second * SECOND);
            assertThat(progress.slowness(second * SECOND)).isEmpty();
        }
        assertThat(progress.slowness((1 + HEAD) * SECOND)).contains(Slowness.HEAD);
    }

    @Test
    void aBodyThatTricklesIsTooSlow() {
        progress.headEnded(0);
        for (int second = 1; second < BODY; second++) {
            received(1, second * SECOND);
            assertThat(progress.slowness(second * SECOND)).isEmpty();
        }
        received(1, BODY * SECOND);
        assertThat(progress.slowness(BODY * SECOND)).contains(Slowness.BODY);
    }

    @Test
    void aBodyThatComesFastEnoughIsNotTooSlow() {
        progress.headEnded(0);
        for (int second = 1; second < 10 * BODY; second++) {
            received(100, second * SECOND);
            assertThat(progress.slowness(second * SECOND)).isEmpty();
        }
    }

    @Test
    void theTimeInWhichWeDoNotReadIsNotTheClients() {
        progress.headEnded(0);
        received(10, SECOND);
        progress.readEnded(SECOND);
        assertThat(progress.slowness(100 * BODY * SECOND)).isEmpty();
    }

    @Test
    void theTimeOfTheAnswerIsNotTheClients() {
        progress.headEnded(0);
        progress.requestEnded(0);
        assertThat(progress.slowness(100 * BODY * SECOND)).isEmpty();
        progress.answered(100 * BODY * SECOND);
        assertThat(progress.slowness((100 * BODY + IDLE) * SECOND)).contains(Slowness.IDLE);
    }

    private void received(int bytes, long now) {
        progress.asked(now - SECOND);
        progress.got(bytes, now);
        progress.readEnded(now);
        progress.asked(now);
    }
}
