package dev.vestnik.ingest.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instants and dates as events write them. */
final class Timestamps {
    static final String INSTANT = "an RFC 3339 time with an offset, for example 2026-01-24T11:05:00Z";
    static final String DATE = "a date, for example 1990-02-28";

    /** The parts up to the minute; the second; of its fraction the nine digits of nanoseconds; the offset. */
    private static final Pattern PARTS = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:)(\\d\\d)(?:\\.(\\d{1,9})\\d*)?([Zz]|[+-]\\d\\d:\\d\\d)");

    private static final int LONGEST = 200;

    private Timestamps() {}

    /** The instant in milliseconds; null when it is no RFC 3339 time of the years 0 to 9999. */
    static @Nullable Instant instant(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return null;
        }
        boolean leap = parts.group(2).equals("60");
        try {
            OffsetDateTime time = OffsetDateTime.parse(parts.group(1)
                    + (leap ? "59" : parts.group(2))
                    + (parts.group(3) == null ? "" : "." + parts.group(3))
                    + parts.group(4));
            Instant instant = time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!plausible(time.getYear()) || (leap && !isLastOfItsDay(instant))) {
                return null;
            }
            return leap ? instant.plusSeconds(1) : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A leap second is the 61st of a day's last minute in UTC; our clocks have none, so it is the next day's first second. */
    private static boolean isLastOfItsDay(Instant second) {
        return Math.floorMod(second.getEpochSecond(), 86_400) == 86_399;
    }

    /** Null when it is no calendar date. */
    static @Nullable LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return plausible(date.getYear()) ? date : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean plausible(int year) {
        return year >= 0 && year <= 9999;
    }
}
