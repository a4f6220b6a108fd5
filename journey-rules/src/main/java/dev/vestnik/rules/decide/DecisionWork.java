package dev.vestnik.rules.decide;

import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.work.Work;
import java.util.function.Supplier;

/** The work that one decision may take, and what of it the instance at hand may take. */
final class DecisionWork {
    /** Some 100 ms of conditions and texts for one instance, two seconds for all of a customer's: a transaction has ten. */
    private static final long MOST_OF_INSTANCE = 2 * Work.MOST;

    private static final long MOST = 40 * Work.MOST;

    private final Work whole = Work.of(MOST);
    private Work ofInstance = whole.part(MOST_OF_INSTANCE);
    private int steps;

    /** Another instance's turn: its steps and its work are counted from 0. */
    void restart() {
        steps = 0;
        ofInstance = whole.part(MOST_OF_INSTANCE);
    }

    /** Whether all of a customer's instances together have taken what a decision may take. */
    boolean isExhausted() {
        return whole.spent();
    }

    /** Looks at another instance without spending work of the one at hand; the customer's decision pays for it. */
    <T> T aside(Supplier<T> look) {
        Work atHand = ofInstance;
        ofInstance = whole.part(Work.MOST);
        try {
            return look.get();
        } finally {
            ofInstance = atHand;
        }
    }

    /** The work that one text or condition may take of what is left. */
    Work one() {
        return ofInstance.part(Work.MOST);
    }

    /**
     * Counts a step of the instance at hand.
     *
     * @throws TooMuch past {@link Journey#MOST_STEPS} without a wait, which the checker of journeys lets nobody publish
     */
    void countStep() {
        if (++steps > Journey.MOST_STEPS) {
            throw new TooMuch(Breakdown.TOO_MANY_STEPS, "more than " + Journey.MOST_STEPS + " steps without a wait");
        }
    }
}
