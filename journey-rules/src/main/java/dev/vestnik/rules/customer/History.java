package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 * @param sent the last message of each topic, the oldest at the front
 * @param counted events, by counter and day
 * @param offers codes that the customer was given, in the order in which they were
 */
public record History(List<Assignment> arms, List<LastSent> sent, List<DayCount> counted, List<HeldOffer> offers) {
    public static final History NONE = new History(List.of(), List.of(), List.of());

    public History {
        arms = List.copyOf(arms);
        sent = List.copyOf(sent);
        counted = List.copyOf(counted);
        offers = List.copyOf(offers);
    }

    /** A history without a code. */
    public History(List<Assignment> arms, List<LastSent> sent, List<DayCount> counted) {
        this(arms, sent, counted, List.of());
    }

    public History withArms(List<Assignment> other) {
        return new History(other, sent, counted, offers);
    }

    public History withSent(List<LastSent> other) {
        return new History(arms, other, counted, offers);
    }

    public History withCounted(List<DayCount> other) {
        return new History(arms, sent, other, offers);
    }

    public History withOffers(List<HeldOffer> other) {
        return new History(arms, sent, counted, other);
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return arms.isEmpty() && sent.isEmpty() && counted.isEmpty() && offers.isEmpty();
    }
}
