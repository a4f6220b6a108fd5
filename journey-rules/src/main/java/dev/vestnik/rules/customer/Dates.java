package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer's calendar, from {@link dev.vestnik.rules.definition.FeatureLevel#CALENDAR} on; immutable.
 *
 * @param served the moment up to which the calendar has been decided; null: nothing of it was ever waited for
 * @param service when the next journey of service may be entered by the calendar; null: none that is known
 * @param marketing the same of marketing
 * @param heard the last event of each type that a silence may follow, the oldest at the front
 * @param answered the silence of each journey that has had its moment, the oldest at the front
 */
public record Dates(
        @Nullable Instant served,
        @Nullable Instant service,
        @Nullable Instant marketing,
        List<Heard> heard,
        List<Answered> answered) {
    public static final Dates NONE = new Dates(null, null, null, List.of(), List.of());

    public Dates {
        heard = List.copyOf(heard);
        answered = List.copyOf(answered);
    }

    /** The last event of a type. */
    public record Heard(String type, Instant at) {}

    /** @param last the event with which the silence began where the journey was entered; else since when the version was in force that it did not enter */
    public record Answered(JourneyId journey, Instant last) {}

    /** The next moments, with all up to {@code upTo} decided. */
    public Dates planned(@Nullable Instant upTo, @Nullable Instant nextService, @Nullable Instant nextMarketing) {
        return new Dates(upTo, nextService, nextMarketing, heard, answered);
    }

    public Dates withHeard(List<Heard> other) {
        return new Dates(served, service, marketing, other, answered);
    }

    public Dates withAnswered(List<Answered> other) {
        return new Dates(served, service, marketing, heard, other);
    }

    /** Whether something of it is waited for. */
    public boolean awaits() {
        return service != null || marketing != null;
    }

    /** The next moment of all; null: none that is known. */
    public @Nullable Instant next() {
        if (service == null || marketing == null) {
            return service == null ? marketing : service;
        }
        return service.isBefore(marketing) ? service : marketing;
    }

    /** The last event of any of these types; null where none was heard. */
    public @Nullable Instant last(Collection<String> types) {
        Instant last = null;
        for (Heard one : heard) {
            if (types.contains(one.type()) && (last == null || one.at().isAfter(last))) {
                last = one.at();
            }
        }
        return last;
    }

    /** Whether the journey was entered in the silence that began with this event. */
    public boolean isAnswered(JourneyId journey, Instant last) {
        return answered.contains(new Answered(journey, last));
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
