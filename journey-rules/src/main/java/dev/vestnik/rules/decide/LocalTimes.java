package dev.vestnik.rules.decide;

import dev.vestnik.rules.settings.Calendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Times of day in a zone: the date first, then the time on it. A day whose clocks skip the time has it as much later as they skip; a day that
 * has it twice has it the first time.
 */
final class LocalTimes {
    /** Farther nobody looks for a working day: the most that a delay waits for, 250 of them, are a little more than a year where people work. */
    static final int FARTHEST = 2 * 365;

    private final ZoneId zone;
    private final Calendar calendar;

    LocalTimes(ZoneId zone, Calendar calendar) {
        this.zone = zone;
        this.calendar = calendar;
    }

    /** The first such time after {@code from}; {@code weekday} null: on any day. */
    Instant next(Instant from, LocalTime time, @Nullable DayOfWeek weekday) {
        LocalDate today = from.atZone(zone).toLocalDate();
        LocalDate date = weekday == null ? today : today.with(TemporalAdjusters.nextOrSame(weekday));
        Instant there = on(date, time);
        if (there.isAfter(from)) {
            return there;
        }
        return on(weekday == null ? date.plusDays(1) : date.with(TemporalAdjusters.next(weekday)), time);
    }

    /** The first such time on a working day after {@code from}; null where there is none in two years. */
    @Nullable
    Instant nextWorking(Instant from, LocalTime time) {
        LocalDate today = from.atZone(zone).toLocalDate();
        LocalDate before = on(today, time).isAfter(from) ? today.minusDays(1) : today;
        LocalDate date = working(before, 1);
        return date == null ? null : on(date, time);
    }

    /** So many working days after {@code from}; {@code time} null: at the same time of day; null where two years have fewer. */
    @Nullable
    Instant afterWorking(Instant from, int days, @Nullable LocalTime time) {
        LocalDate date = working(from.atZone(zone).toLocalDate(), days);
        return date == null ? null : on(date, time == null ? from.atZone(zone).toLocalTime() : time);
    }

    private @Nullable LocalDate working(LocalDate after, int days) {
        LocalDate date = after;
        int left = days;
        for (int looked = 0; left > 0 && looked < FARTHEST; looked++) {
            date = date.plusDays(1);
            left -= calendar.isOff(date) ? 0 : 1;
        }
        return left == 0 ? date : null;
    }

    private Instant on(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }
}
