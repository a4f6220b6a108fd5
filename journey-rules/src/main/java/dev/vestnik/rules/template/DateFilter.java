package dev.vestnik.rules.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;

/**
 * {@code date}: an instant, seconds since 1970 or a date's text in the customer's zone, in one of {@link Formats#DATE_NAMES} or
 * strftime's letters.
 */
final class DateFilter extends Filter {
    private static final Set<String> CLOCK = Set.of("now", "today");
    private static final int LONGEST_NUMBER = 20;
    /** The seconds of the year 9999. */
    private static final BigDecimal LATEST = new BigDecimal("253402300799");

    DateFilter() {
        super("date");
    }

    /** Whether it stands for the time of the decision, which is the same whenever the decision is made again. */
    private static boolean isClock(@Nullable Object value) {
        return value instanceof CharSequence text && CLOCK.stream().anyMatch(text.toString()::equalsIgnoreCase);
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        Run run = Run.of(context);
        String format = params.length == 0 ? "datetime" : String.valueOf(params[0]);
        TemporalAccessor date = date(isClock(value) ? run.now() : value, run);
        if (date == null) {
            throw new Unrenderable("\"date\" wants an instant or a date");
        }
        boolean seconds = date instanceof LocalDate && format.contains("%s");
        return run.formats().date(seconds ? ((LocalDate) date).atStartOfDay(run.zone()) : date, format, run.locale());
    }

    private static @Nullable TemporalAccessor date(@Nullable Object value, Run run) {
        return switch (value) {
            case Instant instant -> instant.atZone(run.zone());
            case Number number -> seconds(number, run);
            case CharSequence text when isNumber(text) -> seconds(text, run);
            case CharSequence text -> DateTexts.read(text.toString(), run.zone());
            case null, default -> null;
        };
    }

    private static boolean isNumber(CharSequence text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable TemporalAccessor seconds(Object value, Run run) {
        BigDecimal seconds = LiquidNumber.of(value).value().setScale(0, RoundingMode.FLOOR);
        return seconds.abs().compareTo(LATEST) > 0
                ? null
                : Instant.ofEpochSecond(seconds.longValueExact()).atZone(run.zone());
    }
}
