package dev.vestnik.sender.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header Retry-After (RFC 9110, 10.2.3): seconds, or a date. */
public final class RetryAfter {
    /** Bounds what a provider may ask for: a lane that sleeps for a day because of a wrong clock sends nothing. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The wait, from nothing to {@link #LONGEST}; empty for a value that is neither seconds nor a date. */
    public static Optional<Duration> of(String value, Instant now) {
        String stripped = value.strip();
        boolean seconds = !stripped.isEmpty() && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
        if (seconds) {
            boolean huge = stripped.length() > MOST_DIGITS;
            return Optional.of(huge ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(stripped))));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(stripped));
            return Optional.of(bounded(Duration.between(now, then)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
