package dev.vestnik.rules.explain;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.List;

/**
 * Decides a customer's runs of a journey again, to tell their way: which events and wake-ups moved them, and with which values the conditions
 * on it held or did not. A run records what it does; which way a branch took, and why an event ended it or did not, only the rules can say.
 * Pure, as the rules are.
 *
 * <p>The journey is alone here, and others are not asked: where other journeys, budgets, codes or sources had a say, the way is another
 * one than that which is recorded.
 */
public final class RunReplay {
    private final Decider decider;

    /** @param decider with links that lead nowhere */
    public RunReplay(Decider decider) {
        this.decider = decider;
    }

    /** The definitions by time, with the journey alone. */
    @FunctionalInterface
    public interface Times {
        Definitions at(Instant time);
    }

    /**
     * A customer's past.
     *
     * @param before the customer before the first signal
     * @param signals in the order of their times; wake-ups are not among them
     * @param end nothing is looked at from then on
     */
    public record Past(CustomerKey customer, CustomerState before, List<ToldSignal> signals, Instant end) {
        public Past {
            signals = List.copyOf(signals);
        }
    }

    /** The ways of the runs that begin in this past, in the order in which they begin. */
    public List<RunPath> paths(JourneyId journey, Past past, Times under) {
        return new RunReplaying(decider, journey, past, under).toTheEnd();
    }
}
