package dev.vestnik.engine.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A source that does not answer is left alone for a while. */
class SourceRestTest {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final SourceRest rest = new SourceRest(() -> now);

    private void timeOuts(int times) {
        for (int i = 0; i < times; i++) {
            rest.timedOut();
        }
    }

    @Test
    void restsAfterManyTimeOutsInARow() {
        timeOuts(SourceRest.MOST_IN_A_ROW - 1);
        assertThat(rest.isOver()).isTrue();
        assertThat(rest.timedOut()).as("begins").isTrue();
        assertThat(rest.isOver()).isFalse();
        assertThat(rest.timedOut()).as("begins once").isFalse();
    }

    @Test
    void anAnswerBetweenThemBeginsTheCountAnew() {
        timeOuts(SourceRest.MOST_IN_A_ROW - 1);
        rest.answered();
        timeOuts(SourceRest.MOST_IN_A_ROW - 1);
        assertThat(rest.isOver()).isTrue();
    }

    @Test
    void isAskedAgainAfterItsRestAndRestsAtOnceWhereItIsStillDead() {
        timeOuts(SourceRest.MOST_IN_A_ROW);
        now = now.plus(SourceRest.LENGTH);
        assertThat(rest.isOver()).isTrue();
        assertThat(rest.timedOut()).isTrue();
        assertThat(rest.isOver()).isFalse();
    }

    @Test
    void anAnswerAfterItsRestMakesItWellAgain() {
        timeOuts(SourceRest.MOST_IN_A_ROW);
        now = now.plus(SourceRest.LENGTH);
        rest.answered();
        timeOuts(1);
        assertThat(rest.isOver()).isTrue();
    }
}
