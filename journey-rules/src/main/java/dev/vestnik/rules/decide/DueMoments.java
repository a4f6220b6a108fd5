package dev.vestnik.rules.decide;

import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.schedule.ScheduledMoment;
import dev.vestnik.rules.schedule.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments of the calendar that one decision takes up.
 *
 * @param due by their times, those of one time by the priority of their journeys
 * @param upTo there is no other that is not after it
 */
record DueMoments(List<Due> due, Instant upTo) {
    /** The most moments of one journey in a decision; the next decision takes the rest. */
    private static final int MOST = 31;

    DueMoments {
        due = List.copyOf(due);
    }

    record Due(ScheduledMoment moment, Journey journey) {
        Instant at() {
            return moment.at();
        }
    }

    /** The moments that have not been decided and are not after this time. */
    static DueMoments of(CalendarMoments moments, Instant upTo) {
        List<Due> due = new ArrayList<>();
        Instant end = upTo;
        for (Journey journey : moments.journeys()) {
            int found = 0;
            ScheduledMoment next = moments.next(journey, moments.later(Instant.EPOCH));
            while (next != null && !next.at().isAfter(end)) {
                due.add(new Due(next, journey));
                if (++found == MOST) {
                    end = next.at();
                }
                next = following(moments, journey, next);
            }
        }
        Instant cut = end;
        due.removeIf(one -> one.at().isAfter(cut));
        due.sort(Comparator.comparing(Due::at));
        return new DueMoments(due, cut);
    }

    /** A silence has one moment. */
    private static @Nullable ScheduledMoment following(
            CalendarMoments moments, Journey journey, ScheduledMoment moment) {
        return journey.entry().schedule() instanceof Silence ? null : moments.next(journey, moment.at());
    }
}
