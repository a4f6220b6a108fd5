package dev.vestnik.rules.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads dates as people and machines write them: {@code 2026-01-24T13:05:09Z}, {@code 2026-01-24 13:05}, {@code March 14, 2016}. */
final class DateTexts {
    private static final int LONGEST = 60;
    private static final List<DateTimeFormatter> FORMS = List.of(
            iso(),
            written("[EEEE, ][EEE, ][MMMM][MMM] d, uuuu[ HH:mm[:ss]]"),
            written("[EEEE, ][EEE, ]d [MMMM][MMM] uuuu[ HH:mm[:ss]][ xx]"));

    private DateTexts() {}

    private static DateTimeFormatter iso() {
        return new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm")
                .optionalStart()
                .appendPattern(":ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .optionalEnd()
                .appendPattern("[ ][XXX][xx]]")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter written(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** A {@link LocalDate} where there is no time; a time without a zone is one of this zone. Null where it is no date. */
    static @Nullable TemporalAccessor read(String text, ZoneId zone) {
        String stripped = text.strip();
        String date = stripped.endsWith(" GMT") ? stripped.substring(0, stripped.length() - 3) + "+0000" : stripped;
        return date.length() > LONGEST
                ? null
                : FORMS.stream()
                        .map(form -> read(date, form, zone))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable TemporalAccessor read(String date, DateTimeFormatter form, ZoneId zone) {
        try {
            TemporalAccessor read = form.parseBest(date, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (read) {
                case OffsetDateTime time -> time.atZoneSameInstant(zone);
                case LocalDateTime time -> time.atZone(zone);
                default -> read;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }
}
