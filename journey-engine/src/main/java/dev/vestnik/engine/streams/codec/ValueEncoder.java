package dev.vestnik.engine.streams.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps of the kinds that {@link dev.vestnik.rules.event.Event#data()} lists. Each value begins with a varint: the kind in
 * the lowest three bits, an argument in the others. A list or map right inside a written map that equals an earlier one of its
 * kind in the same scope is written as the earlier one's number: a context that remembers {@code event.items} costs two bytes.
 */
final class ValueEncoder {
    private final PrimitiveEncoder out;
    private final WordEncoder words;
    private final List<Object> compounds = new ArrayList<>();

    ValueEncoder(PrimitiveEncoder out) {
        this.out = out;
        this.words = new WordEncoder(out);
    }

    /** Begins a scope. */
    void reset() {
        words.reset();
        compounds.clear();
    }

    /** @throws IllegalArgumentException when a value is of another kind */
    void map(Map<String, Object> map) {
        out.varint(map.size());
        map.forEach((name, value) -> {
            words.word(name);
            if (value instanceof List || value instanceof Map) {
                shared(value);
            } else {
                value(value);
            }
        });
    }

    private void shared(Object compound) {
        int earlier = earlier(compound);
        if (earlier >= 0) {
            head(ValueKind.EARLIER, earlier);
        } else {
            value(compound);
            compounds.add(compound);
        }
    }

    /** The same object, which is the rule where a step remembers a part of its event, is found without looking inside. */
    private int earlier(Object compound) {
        for (int i = 0; i < compounds.size(); i++) {
            if (compounds.get(i) == compound) {
                return i;
            }
        }
        for (int i = 0; i < compounds.size(); i++) {
            if (alike(compounds.get(i), compound)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean alike(Object one, Object other) {
        return switch (one) {
            case List<?> list -> other instanceof List<?> same && list.size() == same.size() && list.equals(same);
            case Map<?, ?> map -> other instanceof Map<?, ?> same && map.size() == same.size() && map.equals(same);
            default -> false;
        };
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case String text -> text(text);
            case Long number -> head(ValueKind.LONG, PrimitiveEncoder.zigzag(number));
            case Integer number -> head(ValueKind.LONG, PrimitiveEncoder.zigzag(number));
            case Boolean truth -> head(ValueKind.OTHER, truth ? ValueKind.TRUE : ValueKind.FALSE);
            case Double number -> {
                head(ValueKind.OTHER, ValueKind.DOUBLE);
                out.int64(Double.doubleToRawLongBits(number));
            }
            case Instant instant -> head(ValueKind.INSTANT, PrimitiveEncoder.zigzag(Millis.of(instant)));
            case List<?> list -> {
                head(ValueKind.LIST, list.size());
                list.forEach(this::value);
            }
            case Map<?, ?> map -> {
                head(ValueKind.MAP, map.size());
                map.forEach((key, inner) -> {
                    words.word((String) key);
                    value(inner);
                });
            }
            case null -> head(ValueKind.OTHER, ValueKind.NULL);
            default -> throw new IllegalArgumentException("a value of " + value.getClass() + " cannot be kept");
        }
    }

    private void text(String text) {
        int number = words.numberOrAdd(text);
        if (number > 0) {
            head(ValueKind.KNOWN_TEXT, number);
        } else {
            int length = PrimitiveEncoder.utf8Length(text);
            head(ValueKind.TEXT, length);
            out.utf8(text, length);
        }
    }

    private void head(int kind, long argument) {
        if (argument >>> 61 == 0) {
            out.varint(argument << 3 | kind);
        } else {
            out.varint((long) ValueKind.LARGE << 3 | ValueKind.OTHER);
            out.int64(PrimitiveDecoder.unzigzag(argument));
        }
    }
}
