package dev.vestnik.standalone.keys;

import dev.vestnik.standalone.command.CommandFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as people write and read them. */
final class Lifetime {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private Lifetime() {}

    /**
     * The end of a time that begins now: {@code 90d}, {@code 24h}, {@code 30m}, {@code 0h}, or a day of UTC, {@code 2027-01-31}, at whose
     * beginning it ends.
     *
     * @throws CommandFailedException where it is none of them, has passed, or is more than ten years ahead
     */
    static Instant end(String text, Instant now) {
        Instant end = parsed(text, now).truncatedTo(ChronoUnit.SECONDS);
        if (end.isBefore(now.truncatedTo(ChronoUnit.SECONDS)) || end.isAfter(now.plus(LONGEST))) {
            throw new CommandFailedException(text + " has passed, or is more than ten years ahead");
        }
        return end;
    }

    private static Instant parsed(String text, Instant now) {
        try {
            if (text.matches("[0-9]{1,7}[dhm]")) {
                String iso = text.endsWith("d") ? "P" + text : "PT" + text;
                return now.plus(Duration.parse(iso));
            }
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new CommandFailedException("a time is 90d, 24h or a day such as 2027-01-31, not " + text, e);
        }
    }

    /** The time that is left, in words: {@code 7 days more}. */
    static String words(Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        return left.toDays() > 0 ? left.toDays() + " days more" : left.toHours() + " hours more";
    }
}
