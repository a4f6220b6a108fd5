package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 * @param sent the last message of each topic, the oldest at the front
 * @param counted events, by counter and day
 * @param habits one a channel, the one that is forgotten first at the front
 * @param contacts that are not the customer's, the one that is forgotten first at the front
 */
public record History(
        List<Assignment> arms,
        List<LastSent> sent,
        List<DayCount> counted,
        List<Habit> habits,
        List<OtherContact> contacts) {
    public static final History NONE = new History(List.of(), List.of(), List.of());

    public History {
        arms = List.copyOf(arms);
        sent = List.copyOf(sent);
        counted = List.copyOf(counted);
        habits = List.copyOf(habits);
        contacts = List.copyOf(contacts);
    }

    /** One without habits and contacts. */
    public History(List<Assignment> arms, List<LastSent> sent, List<DayCount> counted) {
        this(arms, sent, counted, List.of(), List.of());
    }

    public History withArms(List<Assignment> other) {
        return new History(other, sent, counted, habits, contacts);
    }

    public History withSent(List<LastSent> other) {
        return new History(arms, other, counted, habits, contacts);
    }

    public History withCounted(List<DayCount> other) {
        return new History(arms, sent, other, habits, contacts);
    }

    public History withHabits(List<Habit> other) {
        return new History(arms, sent, counted, other, contacts);
    }

    public History withContacts(List<OtherContact> other) {
        return new History(arms, sent, counted, habits, other);
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return arms.isEmpty() && sent.isEmpty() && counted.isEmpty() && habits.isEmpty() && contacts.isEmpty();
    }
}
