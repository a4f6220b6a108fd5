package dev.vestnik.rules.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of what journeys remember that is kept from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param arms of experiments, one a step
 * @param sent the last message of each topic, the oldest at the front
 * @param counted events, by counter and day
 * @param offers codes that the customer was given, in the order in which they were
 * @param habits one a channel, the one that is forgotten first at the front
 * @param contacts that are not the customer's, the one that is forgotten first at the front
 * @param dates of the calendar, from a later level on
 * @param since when the customer was heard of first; null: before that was remembered
 * @param interests in products, from a later level on, the one that was shown last at the end
 */
public record History(
        List<Assignment> arms,
        List<LastSent> sent,
        List<DayCount> counted,
        List<HeldOffer> offers,
        List<Habit> habits,
        List<OtherContact> contacts,
        Dates dates,
        @Nullable Instant since,
        List<Interest> interests) {
    public static final History NONE = new History(List.of(), List.of(), List.of());

    public History {
        arms = List.copyOf(arms);
        sent = List.copyOf(sent);
        counted = List.copyOf(counted);
        offers = List.copyOf(offers);
        habits = List.copyOf(habits);
        contacts = List.copyOf(contacts);
        interests = List.copyOf(interests);
    }

    /** One without codes, habits and contacts. */
    public History(List<Assignment> arms, List<LastSent> sent, List<DayCount> counted) {
        this(arms, sent, counted, List.of(), List.of(), List.of(), Dates.NONE, null, List.of());
    }

    public History withArms(List<Assignment> other) {
        return new History(other, sent, counted, offers, habits, contacts, dates, since, interests);
    }

    public History withSent(List<LastSent> other) {
        return new History(arms, other, counted, offers, habits, contacts, dates, since, interests);
    }

    public History withCounted(List<DayCount> other) {
        return new History(arms, sent, other, offers, habits, contacts, dates, since, interests);
    }

    public History withHabits(List<Habit> other) {
        return new History(arms, sent, counted, offers, other, contacts, dates, since, interests);
    }

    public History withContacts(List<OtherContact> other) {
        return new History(arms, sent, counted, offers, habits, other, dates, since, interests);
    }

    public History withOffers(List<HeldOffer> other) {
        return new History(arms, sent, counted, other, habits, contacts, dates, since, interests);
    }

    public History withDates(Dates other) {
        return new History(arms, sent, counted, offers, habits, contacts, other, since, interests);
    }

    public History withSince(@Nullable Instant other) {
        return new History(arms, sent, counted, offers, habits, contacts, dates, other, interests);
    }

    public History withInterests(List<Interest> other) {
        return new History(arms, sent, counted, offers, habits, contacts, dates, since, other);
    }

    /** Whether nothing is kept that is worth it: since when there is a customer is not where there is nothing else. */
    public boolean isEmpty() {
        return arms.isEmpty()
                && sent.isEmpty()
                && counted.isEmpty()
                && offers.isEmpty()
                && habits.isEmpty()
                && contacts.isEmpty()
                && dates.isEmpty()
                && interests.isEmpty();
    }
}
