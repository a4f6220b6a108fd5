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
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Schedule;
import dev.vestnik.rules.schedule.ScheduledMoment;
import dev.vestnik.rules.schedule.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets customers enter journeys by the calendar. The state has the next moment of all such journeys, and up to when they have been decided; each
 * moment is an event that starts one journey, and is computed anew when it is due: profile, settings and the rules of zones may have
 * changed. A visitor has no calendar: nobody knows who it is.
 */
final class CalendarRules {
    /** The events that may move what is due. Before all others it waits for its wake-up: a refusal is not to be preceded by what it forbids. */
    private static final Set<String> MOVING = Set.of("customer.updated", "customer.identified");

    /** Longer than a day lasts around the world: a customer who moves does not have it twice. */
    private static final Duration A_DAY = Duration.ofDays(2);

    private CalendarRules() {}

    /** Decides what was due before an event that may change the profile: with the profile of then. */
    static void catchUp(Turn turn, EventRules events, Signal.Happened happened) {
        if (!MOVING.contains(happened.event().type()) || !counts(turn)) {
            return;
        }
        replan(turn); // the walk after a publication may not have come here yet
        Instant next = turn.dates().next();
        Instant heard = earlier(happened.recordedAt(), turn.now());
        if (next != null && !next.isAfter(heard)) {
            Cause event = turn.cause();
            serve(turn, events, heard);
            turn.because(event);
        }
    }

    /** Decides what is due by this time; in the next decision where this one has no more to spend. */
    static void woken(Turn turn, EventRules events, Signal.Woken woken) {
        Instant due = at(turn.dates(), woken.wakeClass());
        if (due != null
                && !due.isAfter(woken.dueAt())
                && isKept(turn)
                && !turn.work().isExhausted()) {
            serve(turn, events, woken.dueAt());
        }
    }

    /** Passes over what is due by this time and cannot be decided: it would be due for ever. */
    static void pass(Turn turn, Signal.Woken woken, Position.Failure failure) {
        Instant due = at(turn.dates(), woken.wakeClass());
        if (due != null && !due.isAfter(woken.dueAt())) {
            CalendarMoments moments = moments(turn);
            Dates before = turn.dates();
            turn.become(before.planned(woken.dueAt(), null, null));
            Map<String, String> inputs = Map.of("calendar", due.toString(), "cause", failure.cause());
            turn.record(Outcome.STUCK, failure.reason(), null, null, List.of(), inputs);
            Turn.Mark mark = turn.mark();
            try {
                passSilences(turn, moments, woken.dueAt());
                follow(turn, woken.dueAt(), before.next());
            } catch (RuntimeException | StackOverflowError e) { // the calendar itself is what cannot be computed
                turn.rollBack(mark);
            }
        }
    }

    /** Says of the silences whose moment is passed over that they have had it. */
    private static void passSilences(Turn turn, CalendarMoments moments, Instant upTo) {
        for (DueMoments.Due one : DueMoments.of(moments, upTo).due()) {
            if (one.journey().entry().schedule() instanceof Silence) {
                Silences.tried(turn, one.journey().id(), moments.since(one.journey()));
            }
        }
    }

    private static void serve(Turn turn, EventRules events, Instant upTo) {
        Dates before = turn.dates();
        CalendarMoments moments = moments(turn);
        DueMoments share = DueMoments.of(moments, upTo);
        if (share.due().isEmpty() && BrokenCalendars.say(turn)) {
            follow(turn, Objects.requireNonNullElse(before.served(), upTo), before.next());
            return; // a journey that can be used again by then still finds its moment
        }
        Instant served = moments.later(share.upTo());
        Instant last = null;
        for (DueMoments.Due one : share.due()) {
            Turn.Mark mark = turn.mark();
            enter(turn, events, one, moments.since(one.journey()));
            if (turn.work().isExhausted() && last != null && one.at().isAfter(last)) {
                turn.rollBack(mark);
                served = last; // it and those behind it have the next decision
                break;
            }
            last = one.at();
        }
        follow(turn, served, before.next());
    }

    /**
     * Waits for what comes next.
     *
     * @param open what was waited for: it tells what a version that has just been published finds undecided
     */
    private static void follow(Turn turn, Instant served, @Nullable Instant open) {
        CalendarMoments moments =
                new CalendarMoments(turn.definitions(), turn.customer().shop(), turn.state(), open);
        turn.become(moments.after(served));
    }

    /** @param since when the version was published that lets the customer enter */
    private static void enter(Turn turn, EventRules events, DueMoments.Due due, Instant since) {
        Journey journey = due.journey();
        Schedule schedule = Objects.requireNonNull(journey.entry().schedule());
        ScheduledMoment moment = due.moment();
        Event event = event(journey.id(), schedule, moment);
        turn.because(new Cause.ByCalendar(event.type(), event.id(), moment.at()));
        boolean decided =
                events.due(turn, event, journey.id(), schedule instanceof Silence ? null : remembered(schedule));
        if (schedule instanceof Silence silence) {
            Instant last = Objects.requireNonNull(turn.dates().last(silence.of()));
            Silences.tried(turn, journey.id(), decided ? last : since);
        }
    }

    static Event event(JourneyId journey, Schedule schedule, ScheduledMoment moment) {
        return new Event(
                CalendarOutlook.SOURCE, journey + "/" + moment.name(), schedule.event(), moment.at(), moment.data());
    }

    /** The time in which the same occasion starts nothing again, though its moment comes again: another zone, another time of day, a date that was corrected. */
    private static Duration remembered(Schedule schedule) {
        return schedule instanceof Recurrence ? A_DAY : Housekeeping.EVENTS_KEPT;
    }

    /** Computes the next moments where something has changed that they hang on. */
    static void plan(Turn turn, CustomerState before, Instant causedAt) {
        if (!turn.allows(FeatureLevel.CALENDAR)
                || turn.definitions().dated().isEmpty() && !turn.dates().awaits()) {
            return;
        }
        boolean isNew = !before.isOfSomebody();
        boolean changed = isNew || turn.state().profile() != before.profile();
        boolean same = turn.dates() == before.memory().history().dates();
        boolean waits = turn.dates().awaits() && !turn.definitions().dated().isEmpty();
        if (!changed && same && waits) {
            return;
        }
        boolean learned = isNew || changed && moments(turn).differ(before.profile());
        if (learned && !isNew && before.memory().history().dates().served() == null) {
            waitAsOf(turn, before);
        }
        plan(turn, learned ? earlier(causedAt, turn.now()) : null);
    }

    /** Takes up what was due before a date was learned, where the walk after a publication has not come here yet. */
    private static void waitAsOf(Turn turn, CustomerState before) {
        Dates then = new CalendarMoments(turn.definitions(), turn.customer().shop(), before).planned(null, turn.now());
        if (then.awaits()
                && isKnown(turn.customer(), turn.state())
                && turn.dates().served() == null) {
            turn.become(turn.dates().planned(then.served(), then.service(), then.marketing()));
        }
    }

    /** Computes the next moments as the definitions are now. */
    static void replan(Turn turn) {
        if (turn.allows(FeatureLevel.CALENDAR)
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
        return isKept(turn) && !turn.definitions().dated().isEmpty();
    }

    private static boolean isKept(Turn turn) {
        return turn.allows(FeatureLevel.CALENDAR) && !MovesIn.isVisitor(turn.customer());
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
