package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Schedule;
import dev.vestnik.rules.schedule.ScheduledMoment;
import dev.vestnik.rules.schedule.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which the calendar of one journey lets a customer enter, for those who ask why somebody did or did not.
 *
 * @param events of its moments in the time that is asked for
 * @param next the first moment after that time; null: none that is known
 * @param nothing why there is none, in words; null where there is one
 */
public record CalendarOutlook(
        List<Event> events,
        @Nullable Instant next,
        @Nullable String nothing) {
    /** The most events of all moments. */
    public static final String SOURCE = "/vestnik/calendar";

    private static final int MOST = 100;

    public CalendarOutlook {
        events = List.copyOf(events);
    }

    /**
     * A customer in a time.
     *
     * @param state as far as it is known
     * @param from nothing before it, and nothing at it
     * @param to the end of the time
     */
    public record Question(CustomerKey customer, CustomerState state, Instant from, Instant to) {}

    /** Null where the journey is not entered by the calendar. */
    public static @Nullable CalendarOutlook of(Question question, Journey journey, Definitions under) {
        CustomerKey customer = question.customer();
        CustomerState state = question.state();
        Schedule schedule = journey.entry().schedule();
        if (schedule == null) {
            return null;
        }
        if (MovesIn.isVisitor(customer)) {
            return new CalendarOutlook(List.of(), null, "a visitor has no calendar before being identified");
        }
        CalendarMoments moments = new CalendarMoments(under.in(customer.shop()), customer.shop(), state);
        List<Event> events = new ArrayList<>();
        ScheduledMoment moment = next(moments, journey, question.from());
        while (moment != null && !moment.at().isAfter(question.to()) && events.size() < MOST) {
            events.add(CalendarRules.event(journey.id(), schedule, moment));
            moment = next(moments, journey, moment.at());
        }
        Instant next = moment == null ? null : moment.at();
        return new CalendarOutlook(events, next, next == null && events.isEmpty() ? why(schedule, state) : null);
    }

    /** A silence has one moment, however often it is asked for. */
    private static @Nullable ScheduledMoment next(CalendarMoments moments, Journey journey, Instant after) {
        ScheduledMoment moment = journey.entry().schedule() instanceof Silence silence
                ? moments.moment(silence, journey)
                : moments.next(journey, after);
        return moment != null && moment.at().isAfter(after) ? moment : null;
    }

    private static String why(Schedule schedule, CustomerState state) {
        Dates dates = state.memory().history().dates();
        return switch (schedule) {
            case Anniversary yearly ->
                "the profile has no date in " + (yearly.attribute() ? "attributes." : "") + yearly.field();
            case Recurrence recurring -> "the calendar has no such day in two years";
            case Silence silence ->
                dates.last(silence.of()) == null
                        ? "no " + String.join(" or ", silence.of()) + " of the customer is remembered"
                        : "the silence since the last " + String.join(" or ", silence.of()) + " has had its moment";
        };
    }
}
