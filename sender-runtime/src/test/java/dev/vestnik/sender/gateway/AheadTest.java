package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AheadTest {
    private static final long MS = Duration.ofMillis(1).toNanos();

    private final Ahead ahead = new Ahead();
    private long now = System.nanoTime();

    @Test
    void opensHardlyAnythingAheadOfASlowGateway() {
        answers(20, 10);
        assertThat(ahead.of(10, now)).isLessThanOrEqualTo(1);
    }

    @Test
    void opensAsManyAsAreAnsweredDuringThreeTransactionsAndTheGathering() {
        answers(1_000, 8);
        assertThat(gathered(MessageClass.service, 100)).isEqualTo(25L);
        assertThat(ahead.of(100, now)).isBetween(40, 55);
    }

    /** A lane may have four windows open: while two of them go out, there is time for two transactions. */
    @Test
    void gathersForTwoWindowsAtMost() {
        answers(2_000, 5);
        assertThat(gathered(MessageClass.service, 10)).isBetween(9L, 11L);
    }

    @Test
    void gathersForMarketingOnlyWhatCostsItATwentiethOfItsRate() {
        answers(1_000, 8);
        assertThat(gathered(MessageClass.marketing, 100)).isEqualTo(5L);
    }

    @Test
    void gathersNothingForAGatewayThatHasGoneSilent() {
        answers(1_000, 8);
        assertThat(ahead.gatherNanos(MessageClass.service, 10, now + 2_000 * MS))
                .isZero();
        assertThat(new Ahead().gatherNanos(MessageClass.service, 10, System.nanoTime()))
                .isZero();
    }

    /** In milliseconds. */
    private long gathered(MessageClass messageClass, int window) {
        return Math.round((double) ahead.gatherNanos(messageClass, window, now) / MS);
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
