package dev.vestnik.rules.template;

import dev.vestnik.rules.condition.ExtraJson;
import dev.vestnik.rules.work.Weight;
import dev.vestnik.rules.work.Work;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import liqp.TemplateContext;
import org.jspecify.annotations.Nullable;

/** One text's rendering: whose language and zone, and how much work it may still be. */
final class Run {
    static final String NOW = "now";

    private static final String KEY = "vestnik.run";

    private final Formats formats;
    private final Locale locale;
    private final Map<String, Object> variables;
    private final Work work;
    private final Map<String, Integer> numbers = new HashMap<>();
    private Leaving leaving = Leaving.NOTHING;
    private @Nullable ZoneId zone;
    private @Nullable Map<String, Object> withKnown;

    /** The part that a {@code break} or {@code continue} leaves. */
    enum Leaving {
        NOTHING,
        TURN,
        LOOP
    }

    /** @param work shared by all texts of a message */
    Run(Formats formats, Locale locale, Map<String, Object> variables, Work work) {
        this.formats = formats;
        this.locale = locale;
        this.variables = variables;
        this.work = work;
    }

    static Run of(TemplateContext context) {
        return (Run) Objects.requireNonNull(context.getEnvironmentMap().get(KEY));
    }

    void in(TemplateContext context) {
        context.getEnvironmentMap().put(KEY, this);
    }

    /** Counts the running of one part of the text. */
    void step() {
        work(Work.STEP);
    }

    /** Counts these units of work; leaves where there are too many. */
    void work(long units) {
        if (!work.take(units)) {
            throw new Unrenderable("the text takes more work than " + Work.MOST
                    + " characters: fewer or shorter loops, filters and values are needed");
        }
    }

    /** A number that parts of a text count: 0 at first. */
    int number(String name) {
        return numbers.getOrDefault(name, 0);
    }

    void number(String name, int number) {
        numbers.put(name, number);
    }

    /** Ends all parts up to the loop. */
    void leave(Leaving what) {
        leaving = what;
    }

    Leaving leaving() {
        return leaving;
    }

    /** The part that was left in this turn of the loop; the next turn begins anew. */
    Leaving left() {
        Leaving left = leaving;
        leaving = Leaving.NOTHING;
        return left;
    }

    /** The fields of the event's {@code extra} and of the event itself: read once, however often the text asks. */
    Map<String, Object> withKnown(Map<?, ?> event) {
        Map<String, Object> known = withKnown;
        if (known == null) {
            work(Weight.ofItself(event) + Weight.ofItself(event.get("extra")));
            known = ExtraJson.withKnown(event);
            withKnown = known;
        }
        return known;
    }

    Formats formats() {
        return formats;
    }

    Locale locale() {
        return locale;
    }

    /** The time of the decision, as it was given. */
    Object now() {
        Object now = variables.get(NOW);
        if (now == null) {
            throw new Unrenderable("now is missing");
        }
        return now;
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
