package dev.vestnik.engine.template;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import liqp.TemplateContext;
import org.jspecify.annotations.Nullable;

/** One rendering: whose language and zone, and how much work it may still be. Work is counted and not timed: the same text for the same values, always. */
final class Run {
    private static final String KEY = "vestnik.run";
    private static final int MOST_STEPS = 50_000;

    private final Formats formats;
    private final Locale locale;
    private final Map<String, Object> variables;
    private @Nullable ZoneId zone;
    private int steps;

    Run(Formats formats, Locale locale, Map<String, Object> variables) {
        this.formats = formats;
        this.locale = locale;
        this.variables = variables;
    }

    static Run of(TemplateContext context) {
        return (Run) Objects.requireNonNull(context.getEnvironmentMap().get(KEY));
    }

    void in(TemplateContext context) {
        context.getEnvironmentMap().put(KEY, this);
    }

    void step() {
        if (++steps > MOST_STEPS) {
            throw new Unrenderable("takes more than " + MOST_STEPS + " steps");
        }
    }

    Formats formats() {
        return formats;
    }

    Locale locale() {
        return locale;
    }

    /** The customer's, else the shop's. */
    ZoneId zone() {
        ZoneId known = zone;
        if (known == null) {
            known = List.of("customer", "shop").stream()
                    .map(this::zoneOf)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(ZoneOffset.UTC);
            zone = known;
        }
        return known;
    }

    private @Nullable ZoneId zoneOf(String variable) {
        if (!(variables.get(variable) instanceof Map<?, ?> of) || !(of.get("timezone") instanceof String name)) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
