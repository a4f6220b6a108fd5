package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.ScheduledMoment;
import dev.vestnik.rules.schedule.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a customer's calendar with the one before a decision: another zone, another date of the profile, another event before a silence.
 *
 * @param before the state in which the decision began
 * @param then the moments as of the profile of before
 * @param now the moments as of what is known now
 * @param heard when it came to be known
 */
record CalendarNews(CustomerState before, CalendarMoments then, CalendarMoments now, Instant heard) {

    /** Whether all that is not after {@code heard} is decided with this: the customer has moved, or learned of a moment that had passed by then. */
    boolean beginsAnew() {
        return !now.zone().equals(then.zone())
                || now.journeys().stream().anyMatch(journey -> isLearned(journey) && hasPassed(journey));
    }

    /** Whether the journey goes by a date or an event that came to be known. */
    private boolean isLearned(Journey journey) {
        return switch (journey.entry().schedule()) {
            case null -> false;
            case Anniversary yearly -> !Objects.equals(now.date(yearly), then.date(yearly));
            case Recurrence recurring -> false;
            case Silence silence ->
                !Objects.equals(
                        now.last(silence), before.memory().history().dates().last(silence.of()));
        };
    }

    /** Of a customer who waited for nothing nobody knows, and it counts as passed. */
    private boolean hasPassed(Journey journey) {
        Instant served = now.served();
        ScheduledMoment first = served == null ? null : now.next(journey, served);
        return served == null || first != null && !first.at().isAfter(heard);
    }

    /** Lists the moments that were ahead and have passed where the customer is now, in their order. */
    List<DueMoments.Due> brought() {
        List<DueMoments.Due> brought = new ArrayList<>(DueMoments.of(now, heard).due());
        for (Journey journey : now.journeys()) {
            ScheduledMoment moved = moved(journey);
            if (moved != null && brought.stream().noneMatch(one -> isOf(one, journey, moved))) {
                brought.add(new DueMoments.Due(moved, journey));
            }
        }
        brought.removeIf(one -> isLearned(one.journey()));
        brought.sort(Comparator.comparing(DueMoments.Due::at));
        return brought;
    }

    /** The occasion that was ahead, where it has passed; another journey may have moved the calendar on beyond it. */
    private @Nullable ScheduledMoment moved(Journey journey) {
        Instant served = now.served();
        ScheduledMoment ahead = served == null ? null : then.next(journey, served);
        return ahead == null || !ahead.at().isAfter(heard) ? null : now.passed(journey, ahead.name(), heard);
    }

    private static boolean isOf(DueMoments.Due due, Journey journey, ScheduledMoment moment) {
        return due.journey().id().equals(journey.id()) && due.moment().name().equals(moment.name());
    }
}
