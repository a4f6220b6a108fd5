package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 * @param sent the last message of each topic, the oldest at the front
 */
public record History(List<Assignment> arms, List<LastSent> sent) {
    public static final History NONE = new History(List.of(), List.of());

    public History {
        arms = List.copyOf(arms);
        sent = List.copyOf(sent);
    }

    public History withArms(List<Assignment> other) {
        return new History(other, sent);
    }

    public History withSent(List<LastSent> other) {
        return new History(arms, other);
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return arms.isEmpty() && sent.isEmpty();
    }
}
