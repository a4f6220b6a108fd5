package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 */
public record History(List<Assignment> arms) {
    public static final History NONE = new History(List.of());

    public History {
        arms = List.copyOf(arms);
    }

    public History withArms(List<Assignment> other) {
        return new History(other);
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return arms.isEmpty();
    }
}
