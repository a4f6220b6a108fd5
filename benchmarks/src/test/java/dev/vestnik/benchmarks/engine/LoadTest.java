package dev.vestnik.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadTest {
    private static final int ROUND = 20_000;

    private final Load load = new Load(42, 50_000);

    @Test
    void aRoundOfTheMixBeginsTwiceAsManyCartsAsItEnds() {
        load.beginRound();
        drawRound();

        assertThat(part(load.tally().begun())).isCloseTo(0.20, within(0.01));
        assertThat(part(load.tally().changed())).isCloseTo(0.30, within(0.01));
        assertThat(part(load.tally().ended())).isCloseTo(0.10, within(0.01));
    }

    @Test
    void aSteadyRoundEndsAsManyCartsAsItBegins() {
        load.beginRound();
        drawRound();
        for (int round = 0; round < 20; round++) {
            load.beginSteadyRound();
            drawRound();

            assertThat(part(load.tally().begun())).isCloseTo(0.08, within(0.01));
            assertThat(part(load.tally().changed())).isCloseTo(0.44, within(0.015));
            assertThat(part(load.tally().ended())).isCloseTo(0.08, within(0.01));
            assertThat(load.tally().receipts()).isPositive();
        }
    }

    /** Twenty-eight steady rounds and sixteen of the mix are the most of a run; a customer has three carts at most. */
    @Test
    void thereAreCartsEnoughForTheLongestRun() {
        for (int round = 0; round < 44; round++) {
            if (round < 6 || round >= 26 && round < 31 || round >= 39) {
                load.beginRound();
            } else {
                load.beginSteadyRound();
            }
            drawRound();
            assertThat(load.tally().begun()).isPositive();
        }
    }

    private void drawRound() {
        for (int i = 0; i < ROUND; i++) {
            load.next();
        }
    }

    private static double part(int events) {
        return (double) events / ROUND;
    }
}
