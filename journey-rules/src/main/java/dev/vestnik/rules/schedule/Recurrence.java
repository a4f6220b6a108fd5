package dev.vestnik.rules.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Days that come again for every customer.
 *
 * @param offset days after each of them; negative: before it
 */
public record Recurrence(List<Days> days, int offset, DayTime time) implements Schedule {
    public static final String EVENT = "calendar.day";

    /** Farther nobody looks: a calendar may have no working days. */
    private static final int FARTHEST = 2 * 366;

    public Recurrence {
        days = List.copyOf(days);
    }

    @Override
    public String event() {
        return EVENT;
    }

    /** The first moment after {@code after}; null where there is none in two years. */
    public @Nullable ScheduledMoment next(Instant after, Whereabouts there) {
        LocalDate day = time.day(after, there).minusDays(offset).minusDays(1);
        for (int looked = 0; looked < FARTHEST; looked++) {
            if (isOne(day, there)) {
                Instant at = time.on(day.plusDays(offset), there);
                if (at.isAfter(after)) {
                    return new ScheduledMoment(at, day.toString(), Map.of("day", day.toString()));
                }
            }
            day = day.plusDays(1);
        }
        return null;
    }

    private boolean isOne(LocalDate day, Whereabouts there) {
        for (Days some : days) {
            if (some.have(day, there.off())) {
                return true;
            }
        }
        return false;
    }
}
