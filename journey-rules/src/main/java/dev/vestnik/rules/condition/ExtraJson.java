package dev.vestnik.rules.condition;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads an event's {@code extra}, which is JSON text on the wire. */
public final class ExtraJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ThreadLocal<@Nullable Parsed> LAST = new ThreadLocal<>();

    private ExtraJson() {}

    /** The event's {@code extra} as a map; empty where there is none or it is no JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> of(Map<String, Object> event) {
        Object extra = event.get("extra");
        if (extra instanceof Map<?, ?> read) {
            return (Map<String, Object>) read;
        }
        return extra instanceof String text ? parse(text) : Map.of();
    }

    /** The value of {@code event.extra.FIELD}: that of {@code extra}, else the event's own, since an expression outlives the day its field becomes known. */
    static @Nullable Object field(Map<String, Object> event, String field) {
        Object value = of(event).get(field);
        return value == null && !field.equals("extra") ? event.get(field) : value;
    }

    /**
     * The fields of {@code extra} and the event's own: expressions and texts outlive the day their field becomes known.
     */
    public static Map<String, Object> withKnown(Map<?, ?> event) {
        Map<String, Object> all = new HashMap<>();
        event.forEach((name, value) -> all.put(String.valueOf(name), value));
        Map<String, Object> extra = of(all);
        all.remove("extra");
        all.putAll(extra);
        return all;
    }

    /** A customer's instances all ask for the same text, one after the other: it is parsed for the first of them. */
    private static Map<String, Object> parse(String text) {
        Parsed last = LAST.get();
        if (last == null || !last.is(text)) {
            last = new Parsed(text, parsed(text));
            LAST.set(last);
        }
        return last.value();
    }

    private record Parsed(String text, Map<String, Object> value) {
        @SuppressWarnings("ReferenceEquality") // equal texts cost a comparison of all their characters
        boolean is(String other) {
            return text == other;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parsed(String text) {
        try {
            return JSON.readValue(text, Object.class) instanceof Map<?, ?> read
                    ? (Map<String, Object>) Objects.requireNonNull(known(read))
                    : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    /** A whole number that no long can hold is the text of its digits, as everywhere in an event. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object known(@Nullable Object value) {
        switch (value) {
            case Integer number -> {
                return number.longValue();
            }
            case BigInteger number -> {
                return number.toString();
            }
            case Map<?, ?> map -> ((Map<String, @Nullable Object>) map).replaceAll((name, inner) -> known(inner));
            case List<?> list -> ((List<@Nullable Object>) list).replaceAll(ExtraJson::known);
            case null, default -> {}
        }
        return value;
    }
}
