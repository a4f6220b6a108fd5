package dev.vestnik.rules.document;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a document: its value and how to say where it is. Reading notes a fault and gives null where the value is not what it
 * must be; null without a fault means that there is nothing, as does an explicit {@code null} in the document.
 */
public final class Place {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,3})W");

    private final String path;
    private final JsonNode node;
    private final Faults faults;

    Place(String path, JsonNode node, Faults faults) {
        this.path = Fault.shortPath(path); // what is below a long key would have it in each of its paths
        this.node = node;
        this.faults = faults;
    }

    public String path() {
        return path;
    }

    JsonNode node() {
        return node;
    }

    public void fault(String problem) {
        faults.add(path, problem);
    }

    /** Notes what is allowed here, and probably not meant. */
    public void warn(String problem, String remedy) {
        faults.warn(new Warning(path, problem, remedy));
    }

    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    public boolean isMap() {
        return node.isObject();
    }

    public boolean isList() {
        return node.isArray();
    }

    public boolean isText() {
        return node.isString();
    }

    public boolean isFlag() {
        return node.isBoolean();
    }

    /** The place of a key of this map. */
    public Place at(String key) {
        JsonNode child = node.isObject() ? node.get(key) : null;
        return new Place(
                path.isEmpty() ? key : path + "." + key, child == null ? MissingNode.getInstance() : child, faults);
    }

    /** Notes the keys of this map that are none of these. */
    public Place only(List<String> keys) {
        if (present() && map()) {
            for (String key : node.propertyNames()) {
                if (!keys.contains(key)) {
                    at(key).fault("is not known here" + Nearest.hint(key, keys));
                }
            }
        }
        return this;
    }

    /** Whether this is a map; a fault where something else is here. */
    public boolean map() {
        return is(node.isObject(), "must be a map of names to values");
    }

    /** The entries of this map. */
    public Map<String, Place> entries() {
        Map<String, Place> entries = new LinkedHashMap<>();
        if (present() && map()) {
            node.propertyNames().forEach(key -> entries.put(key, at(key)));
        }
        return entries;
    }

    /** The elements of this list. */
    public List<Place> elements() {
        List<Place> elements = new ArrayList<>();
        if (present() && is(node.isArray(), "must be a list")) {
            for (int i = 0; i < node.size(); i++) {
                elements.add(new Place(path + "[" + i + "]", node.get(i), faults));
            }
        }
        return elements;
    }

    /** The text here. */
    public @Nullable String text() {
        return present() && is(node.isString(), "must be a text") ? node.stringValue() : null;
    }

    /** The text here; a fault where there is none. */
    public @Nullable String requiredText() {
        String text = required() ? text() : null;
        if (text != null && text.isBlank()) {
            fault("is empty");
            return null;
        }
        return text;
    }

    /** Whether something is here; a fault where not. */
    public boolean required() {
        return is(present(), "is missing");
    }

    /** The whole number here, within these bounds. */
    public @Nullable Integer number(int least, int most) {
        if (!present()) {
            return null;
        }
        boolean within = node.isIntegralNumber() && node.canConvertToInt();
        return is(
                        within && node.intValue() >= least && node.intValue() <= most,
                        "must be a whole number " + least + "-" + most)
                ? (Integer) node.intValue()
                : null;
    }

    /** The yes or no here. */
    public boolean flag(boolean otherwise) {
        return present() && is(node.isBoolean(), "must be true or false") ? node.booleanValue() : otherwise;
    }

    /** The duration here: ISO 8601, positive, at most 365 days. */
    public @Nullable Duration duration() {
        String text = text();
        if (text == null) {
            return null;
        }
        Duration duration = parsed(text);
        boolean sound = is(duration != null, "must be a duration such as PT30M, PT2H or P7D");
        if (!sound || duration == null) {
            return null;
        }
        return is(duration.isPositive(), "must be longer than nothing")
                        && is(duration.compareTo(LONGEST) <= 0, "must be at most P365D")
                ? duration
                : null;
    }

    /** The duration here, which may have a minus: ISO 8601, at most 365 days either way. */
    public @Nullable Duration signedDuration() {
        String text = text();
        if (text == null) {
            return null;
        }
        boolean negative = text.startsWith("-");
        Duration length = parsed(negative ? text.substring(1) : text);
        boolean sound = is(length != null && length.isPositive(), "must be a duration such as PT2H, -PT30M or -P1D");
        if (!sound || length == null) {
            return null;
        }
        return is(length.compareTo(LONGEST) <= 0, "must be at most P365D")
                ? (negative ? length.negated() : length)
                : null;
    }

    private static @Nullable Duration parsed(String text) {
        Matcher weeks = WEEKS.matcher(text);
        try {
            return weeks.matches() ? Duration.ofDays(7L * Long.parseLong(weeks.group(1))) : Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * The instant here: {@code 2026-06-01T09:00:00+03:00}, or the time that passes from {@code start} to it: {@code PT0S}, {@code P1DT2H}.
     */
    public @Nullable Instant instant(Instant start) {
        String text = text();
        if (text == null) {
            return null;
        }
        boolean negative = text.startsWith("-P");
        Duration passed = parsed(negative ? text.substring(1) : text);
        if (passed != null) {
            boolean sound = !passed.isNegative() && passed.compareTo(LONGEST) <= 0;
            return is(sound, "must be at most P365D") ? start.plus(negative ? passed.negated() : passed) : null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            fault("must be an instant such as 2026-06-01T09:00:00Z, or the time from the start to it: PT0S, PT2H, P1D");
            return null;
        }
    }

    /** Everything here: texts, numbers, yes or no, lists and maps of the same; null where there is nothing. A null inside has no entry. */
    public @Nullable Object value() {
        return value(node);
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> values = new LinkedHashMap<>();
                node.forEachEntry((name, child) -> {
                    Object value = value(child);
                    if (value != null) {
                        values.put(name, value);
                    }
                });
                yield values;
            }
            case ARRAY -> {
                List<Object> values = new ArrayList<>();
                node.forEach(child -> {
                    Object value = value(child);
                    if (value != null) {
                        values.add(value);
                    }
                });
                yield values;
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case STRING -> node.stringValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    /** The number as {@link dev.vestnik.rules.event.Event#data()} has it. */
    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong()
                ? (Object) node.longValue()
                : node.bigIntegerValue().toString();
    }

    /** One of these, by its name. */
    public <T> @Nullable T choice(Map<String, T> choices) {
        String text = text();
        if (text == null) {
            return null;
        }
        T chosen = choices.get(text);
        if (chosen == null) {
            fault("must be " + String.join(", ", choices.keySet()) + Nearest.hint(text, choices.keySet()));
        }
        return chosen;
    }

    private boolean is(boolean sound, String otherwise) {
        if (!sound) {
            fault(otherwise);
        }
        return sound;
    }
}
