package dev.vestnik.rules.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** {@code date}: an instant in the customer's zone, in one of {@link Formats#DATE_NAMES} or strftime's letters. */
final class DateFilter extends Filter {
    private static final Set<String> CLOCK = Set.of("now", "today");

    DateFilter() {
        super("date");
    }

    /** Whether it stands for the time of rendering, which would give another text each time. */
    static boolean isClock(String text) {
        return CLOCK.stream().anyMatch(text::equalsIgnoreCase);
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        Run run = Run.of(context);
        String format = params.length == 0 ? "datetime" : String.valueOf(params[0]);
        return run.formats().date(date(value, run), format, run.locale());
    }

    private static TemporalAccessor date(Object value, Run run) {
        try {
            return switch (value) {
                case Instant instant -> instant.atZone(run.zone());
                case String text
                when isClock(text) -> throw new Unrenderable("\"now\" is not known when a text is made");
                case String text when text.length() == 10 -> LocalDate.parse(text);
                case String text -> Instant.parse(text).atZone(run.zone());
                default -> throw new Unrenderable("\"date\" wants an instant or a date");
            };
        } catch (DateTimeException e) {
            throw new Unrenderable("\"date\" wants an instant or a date");
        }
    }
}
