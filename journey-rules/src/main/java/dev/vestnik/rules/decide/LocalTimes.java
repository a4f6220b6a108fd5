package dev.vestnik.rules.decide;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Times of day in a zone: the date first, then the time on it. A day whose clocks skip the time has it as much later as they skip; a day that
 * has it twice has it the first time. Working days are those from Monday to Friday.
 */
final class LocalTimes {
    private final ZoneId zone;

    LocalTimes(ZoneId zone) {
        this.zone = zone;
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

    /** The first such time on a working day after {@code from}. */
    Instant nextWorking(Instant from, LocalTime time) {
        LocalDate date = from.atZone(zone).toLocalDate();
        while (!isWorking(date) || !on(date, time).isAfter(from)) {
            date = date.plusDays(1);
        }
        return on(date, time);
    }

    /** So many working days after {@code from}; {@code time} null: at the same time of day. */
    Instant afterWorking(Instant from, int days, @Nullable LocalTime time) {
        LocalDate date = from.atZone(zone).toLocalDate();
        for (int left = days; left > 0; ) {
            date = date.plusDays(1);
            left -= isWorking(date) ? 1 : 0;
        }
        return on(date, time == null ? from.atZone(zone).toLocalTime() : time);
    }

    private Instant on(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    private static boolean isWorking(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }
}
