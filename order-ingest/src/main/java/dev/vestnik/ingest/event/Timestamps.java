package dev.vestnik.ingest.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants and dates as events write them. */
final class Timestamps {
    static final String INSTANT = "an RFC 3339 time with an offset, for example 2026-01-24T11:05:00Z";
    static final String DATE = "a date, for example 1990-02-28";

    private Timestamps() {}

    /** In milliseconds; null when it is no RFC 3339 time of the years 0 to 9999. */
    static @Nullable Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return plausible(time.getYear()) ? time.toInstant().truncatedTo(ChronoUnit.MILLIS) : null;
        } catch (DateTimeException e) {
            return null;
        }
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
