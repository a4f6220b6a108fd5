package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 * @param sent the last message of each topic, the oldest at the front
 * @param counted events, by counter and day
 */
public record History(List<Assignment> arms, List<LastSent> sent, List<DayCount> counted) {
    public static final History NONE = new History(List.of(), List.of(), List.of());

    public History {
        arms = List.copyOf(arms);
        sent = List.copyOf(sent);
        counted = List.copyOf(counted);
    }

    public History withArms(List<Assignment> other) {
        return new History(other, sent, counted);
    }

    public History withSent(List<LastSent> other) {
        return new History(arms, other, counted);
    }

    public History withCounted(List<DayCount> other) {
        return new History(arms, sent, other);
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return arms.isEmpty() && sent.isEmpty() && counted.isEmpty();
    }
}
