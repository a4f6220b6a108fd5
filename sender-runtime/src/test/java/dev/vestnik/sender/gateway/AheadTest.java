package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AheadTest {
    private static final long MS = Duration.ofMillis(1).toNanos();

    private final Ahead ahead = new Ahead();
    private long now = System.nanoTime();

    @Test
    void opensNothingAheadOfASlowGateway() {
        answers(20, 10);
        assertThat(ahead.of(10, now)).isZero();
    }

    @Test
    void opensAsManyAsAreAnsweredDuringThreeTransactions() {
        answers(1_000, 8);
        assertThat(ahead.of(10, now)).isBetween(20, 30);
    }

    @Test
    void opensNoMoreThanFourWindows() {
        answers(5_000, 80);
        assertThat(ahead.of(10, now)).isEqualTo(40);
    }

    @Test
    void opensNothingAheadOfAGatewayThatHasGoneSilent() {
        answers(1_000, 8);
        assertThat(ahead.of(10, now + 2_000 * MS)).isZero();
    }

    private void answers(int perSecond, int openingMs) {
        for (int i = 0; i < 1_000; i++) {
            now += 1_000 * MS / perSecond;
            ahead.opened(openingMs * MS);
            ahead.answered(now);
        }
    }
}
