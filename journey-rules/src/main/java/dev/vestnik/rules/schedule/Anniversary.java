package dev.vestnik.rules.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every year on the day of a date that the customer's profile has, its own year included. 29 February is 28 February in other years.
 *
 * @param field of the profile; of its attributes where {@code attribute}
 * @param offset days after the day itself; negative: before it
 */
public record Anniversary(String field, boolean attribute, int offset, DayTime time) implements Schedule {
    public static final String EVENT = "calendar.date";

    private static final int LENGTH = 10;

    @Override
    public String event() {
        return EVENT;
    }

    /** The first moment after {@code after}. */
    public ScheduledMoment next(LocalDate date, Instant after, Whereabouts there) {
        LocalDate from = time.day(after, there).minusDays(offset).minusDays(1);
        int year = Math.max(from.getYear(), date.getYear());
        while (true) {
            LocalDate day = MonthDay.from(date).atYear(year);
            Instant at = time.on(day.plusDays(offset), there);
            if (at.isAfter(after)) {
                return new ScheduledMoment(
                        at, String.valueOf(year), Map.of("day", day.toString(), "years", (long) year - date.getYear()));
            }
            year++;
        }
    }

    /** The date that a profile tells, such as {@code 1990-06-03}; null where it is none. */
    public static @Nullable LocalDate date(@Nullable Object told) {
        if (!(told instanceof String text) || text.length() != LENGTH) { // a longer year is of nobody's life
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
