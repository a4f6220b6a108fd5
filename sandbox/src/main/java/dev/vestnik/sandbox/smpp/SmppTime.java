package dev.vestnik.sandbox.smpp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes times as SMPP does (SMPP 3.4, 7.1). */
final class SmppTime {
    private static final Pattern FORM = Pattern.compile(
            "(?<y>\\d\\d)(?<mo>\\d\\d)(?<d>\\d\\d)(?<h>\\d\\d)(?<mi>\\d\\d)(?<s>\\d\\d)\\d(?<quarters>\\d\\d)(?<sign>[-+R])");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyMMddHHmmss");

    private SmppTime() {}

    /**
     * Reads an absolute or relative time; null when there is none.
     *
     * @throws DateTimeException when the text is neither
     */
    static @Nullable Instant parse(@Nullable String text, Instant now) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        Matcher fields = FORM.matcher(text);
        if (!fields.matches()) {
            throw new DateTimeException("not a time of SMPP");
        }
        return "R".equals(fields.group("sign")) ? relative(fields, now) : absolute(fields);
    }

    private static Instant relative(Matcher fields, Instant now) {
        return ZonedDateTime.ofInstant(now, ZoneOffset.UTC)
                .plusYears(number(fields, "y"))
                .plusMonths(number(fields, "mo"))
                .plusDays(number(fields, "d"))
                .plusHours(number(fields, "h"))
                .plusMinutes(number(fields, "mi"))
                .plusSeconds(number(fields, "s"))
                .toInstant();
    }

    private static Instant absolute(Matcher fields) {
        int quarters = number(fields, "quarters") * ("-".equals(fields.group("sign")) ? -1 : 1);
        return LocalDateTime.of(
                        2000 + number(fields, "y"),
                        number(fields, "mo"),
                        number(fields, "d"),
                        number(fields, "h"),
                        number(fields, "mi"),
                        number(fields, "s"))
                .toInstant(ZoneOffset.ofTotalSeconds(quarters * 15 * 60));
    }

    private static int number(Matcher fields, String name) {
        return Integer.parseInt(fields.group(name));
    }

    /** Writes a time in UTC as in the text of a receipt. */
    static String receiptDate(Instant instant) {
        return MINUTES.format(instant.atOffset(ZoneOffset.UTC));
    }

    static String absolute(Instant instant) {
        return SECONDS.format(instant.atOffset(ZoneOffset.UTC)) + "000+";
    }
}
