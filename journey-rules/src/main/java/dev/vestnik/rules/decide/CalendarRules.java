package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.schedule.Moment;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Schedule;
import dev.vestnik.rules.schedule.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets customers enter journeys by the calendar. The state has the next moment of all such journeys, and up to when they have been decided; each
 * moment is an event that starts one journey, and is computed anew when it is due: profile, settings and the rules of zones may have
 * changed. A visitor has no calendar: nobody knows who it is.
 */
final class CalendarRules {
    private static final String SOURCE = "/vestnik/calendar";

    /** Of one journey in one decision: each is late where there are more. */
    private static final int MOST = 31;

    /** Longer than a day lasts around the world: a customer who moves does not have it twice. */
    private static final Duration A_DAY = Duration.ofDays(2);

    private CalendarRules() {}

    private record Due(Moment moment, Journey journey) {}

    /** Decides what was due before this event: with the profile of then. */
    static void catchUp(Turn turn, EventRules events, Signal.Happened happened) {
        if (!counts(turn)) {
            return;
        }
        if (!turn.dates().awaits() || ProfileRules.hears(happened.event())) {
            replan(turn); // the walk after a publication may not have come here yet
        }
        Instant next = turn.dates().next();
        Instant heard = earlier(happened.recordedAt(), turn.now());
        if (next != null && !next.isAfter(heard)) {
            Cause event = turn.cause();
            serve(turn, events, heard);
            turn.because(event);
        }
    }

    /** Decides what is due by this time. */
    static void woken(Turn turn, EventRules events, Signal.Woken woken) {
        Instant due = at(turn.dates(), woken.wakeClass());
        if (due != null && !due.isAfter(woken.dueAt()) && counts(turn)) {
            serve(turn, events, woken.dueAt());
        }
    }

    /** Passes over what is due by this time and cannot be decided: it would be due for ever. */
    static void pass(Turn turn, Signal.Woken woken, Position.Failure failure) {
        Instant due = at(turn.dates(), woken.wakeClass());
        if (due != null && !due.isAfter(woken.dueAt())) {
            turn.become(turn.dates().planned(woken.dueAt(), null, null));
            Map<String, String> inputs = Map.of("calendar", due.toString(), "cause", failure.cause());
            turn.record(Outcome.STUCK, failure.reason(), null, null, List.of(), inputs);
        }
    }

    private static void serve(Turn turn, EventRules events, Instant upTo) {
        List<Due> due = due(turn, upTo);
        Dates before = turn.dates();
        Instant served = before.served();
        turn.become(before.planned(served == null || upTo.isAfter(served) ? upTo : served, null, null));
        for (Due one : due) {
            enter(turn, events, one);
        }
    }

    /** By their times, those of one time by priority. */
    private static List<Due> due(Turn turn, Instant upTo) {
        CalendarMoments moments = moments(turn);
        List<Due> due = new ArrayList<>();
        Instant served = Objects.requireNonNullElse(turn.dates().served(), upTo);
        for (Journey journey : moments.journeys()) {
            Moment next = moments.next(journey, served);
            for (int found = 0; next != null && !next.at().isAfter(upTo) && found < MOST; found++) {
                due.add(new Due(next, journey));
                next = isOnce(journey) ? null : moments.next(journey, next.at());
            }
        }
        due.sort(Comparator.comparing(one -> one.moment().at()));
        return due;
    }

    private static boolean isOnce(Journey journey) {
        return journey.entry().schedule() instanceof Silence;
    }

    private static void enter(Turn turn, EventRules events, Due due) {
        Journey journey = due.journey();
        Schedule schedule = Objects.requireNonNull(journey.entry().schedule());
        Moment moment = due.moment();
        Event event = event(journey.id(), schedule, moment);
        turn.because(new Cause.ByCalendar(event.type(), event.id(), moment.at()));
        boolean decided = events.due(turn, event, journey.id(), isOnce(journey) ? null : remembered(schedule));
        if (decided && schedule instanceof Silence silence) {
            Silences.answered(
                    turn, journey.id(), Objects.requireNonNull(turn.dates().last(silence.of())));
        }
    }

    static Event event(JourneyId journey, Schedule schedule, Moment moment) {
        return new Event(SOURCE, journey + "/" + moment.name(), schedule.event(), moment.at(), moment.data());
    }

    /** How long the same occasion starts nothing again, though its time comes again: another zone, another time of day, a date that was corrected. */
    private static Duration remembered(Schedule schedule) {
        return schedule instanceof Recurrence ? A_DAY : Housekeeping.EVENTS_KEPT;
    }

    /** Computes the next moments where something has changed that they hang on. */
    static void plan(Turn turn, CustomerState before, Instant causedAt) {
        if (!turn.keepsCalendar()
                || turn.definitions().dated().isEmpty() && !turn.dates().awaits()) {
            return;
        }
        boolean learned = turn.state().profile() != before.profile() || !before.isOfSomebody();
        boolean same = turn.dates() == before.memory().history().dates();
        boolean waits = turn.dates().awaits() && !turn.definitions().dated().isEmpty();
        if (!learned && same && waits) {
            return;
        }
        plan(turn, learned ? earlier(causedAt, turn.now()) : null);
    }

    /** Computes the next moments as the definitions are now. */
    static void replan(Turn turn) {
        if (turn.keepsCalendar()
                && !(turn.definitions().dated().isEmpty() && !turn.dates().awaits())) {
            plan(turn, (Instant) null);
        }
    }

    private static void plan(Turn turn, @Nullable Instant learnedAt) {
        Dates dates = turn.dates();
        Dates planned = isKnown(turn.customer(), turn.state())
                ? moments(turn).planned(learnedAt, turn.now())
                : dates.awaits() ? dates.planned(null, null, null) : dates;
        if (!planned.equals(dates)) {
            turn.become(planned);
        }
    }

    /** Whether the calendar of this state leaves out a moment that comes before those it waits for: something was published since. */
    static boolean isBehind(CustomerKey customer, CustomerState state, Definitions definitions, Instant now) {
        if (definitions.dated().isEmpty()
                || !definitions.level().allows(FeatureLevel.CALENDAR)
                || !isKnown(customer, state)) {
            return false;
        }
        Dates dates = state.memory().history().dates();
        Dates planned = new CalendarMoments(definitions.in(customer.shop()), customer.shop(), state).planned(null, now);
        return isSooner(planned.service(), dates.service()) || isSooner(planned.marketing(), dates.marketing());
    }

    private static boolean isSooner(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
    }

    private static boolean counts(Turn turn) {
        return turn.keepsCalendar() && !turn.definitions().dated().isEmpty() && !MovesIn.isVisitor(turn.customer());
    }

    private static boolean isKnown(CustomerKey customer, CustomerState state) {
        return !MovesIn.isVisitor(customer) && state.isOfSomebody();
    }

    private static CalendarMoments moments(Turn turn) {
        return new CalendarMoments(turn.definitions(), turn.customer().shop(), turn.state());
    }

    /** The next moment of this class; null: none that is known. */
    static @Nullable Instant at(Dates dates, Signal.WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> dates.service();
            case MARKETING -> dates.marketing();
            case HOUSEKEEPING -> null;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
