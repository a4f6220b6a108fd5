package dev.vestnik.rules.simulation;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Facts;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Witness;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The things that all customers of one simulator have in common. For one thread. */
final class Stage {
    private final Scenario scenario;
    private final Observer observer;
    private final Decider decider;
    private final BooleanSupplier stop;
    private boolean counted;

    Stage(Decider rules, Scenario scenario, Observer observer, BooleanSupplier stop) {
        this.scenario = scenario;
        this.observer = observer;
        this.decider = rules.seenBy(new Steps());
        this.stop = stop;
    }

    /** Sees the steps that runs come to; what expressions give is nobody's concern here. */
    private final class Steps implements Witness {
        @Override
        public void saw(Expression expression, Facts facts, Evaluation result) {}

        @Override
        public void reached(Instance run, String step) {
            if (counted) {
                observer.reached(run, step);
            }
        }
    }

    /** The rules, before a decision at this time. */
    Decider at(Instant now) {
        counted = scenario.isCounted(now);
        return decider;
    }

    /** @throws StoppedException where nobody wants it any more */
    void requireWanted() {
        if (stop.getAsBoolean()) {
            throw new StoppedException();
        }
    }

    boolean isCounted() {
        return counted;
    }

    Scenario scenario() {
        return scenario;
    }

    Observer observer() {
        return observer;
    }
}
