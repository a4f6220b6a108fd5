package dev.vestnik.engine.streams.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueEncoder} wrote, one scope. */
final class ValueDecoder {
    private final PrimitiveDecoder in;
    private final WordDecoder words;
    private final List<Object> compounds = new ArrayList<>(4);

    ValueDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.words = new WordDecoder(in, interned);
    }

    Map<String, Object> map() {
        int size = in.size();
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            String name = words.word();
            long head = in.varint();
            Object value = value(head);
            int kind = (int) head & 7;
            if (kind == ValueKind.LIST || kind == ValueKind.MAP) {
                compounds.add(Objects.requireNonNull(value));
            }
            put(map, name, value);
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object value(long head) {
        long argument = head >>> 3;
        return switch ((int) head & 7) {
            case ValueKind.TEXT -> words.add(in.utf8(Math.toIntExact(argument)));
            case ValueKind.KNOWN_TEXT -> words.numbered(Math.toIntExact(argument));
            case ValueKind.LONG -> PrimitiveDecoder.unzigzag(argument);
            case ValueKind.LIST -> list(in.checked(argument));
            case ValueKind.MAP -> inner(in.checked(argument));
            case ValueKind.EARLIER -> compounds.get(Math.toIntExact(argument));
            case ValueKind.INSTANT -> Instant.ofEpochMilli(PrimitiveDecoder.unzigzag(argument));
            default -> other(Math.toIntExact(argument));
        };
    }

    private @Nullable Object other(int argument) {
        return switch (argument) {
            case ValueKind.FALSE -> false;
            case ValueKind.TRUE -> true;
            case ValueKind.DOUBLE -> Double.longBitsToDouble(in.int64());
            case ValueKind.NULL -> null;
            case ValueKind.LARGE -> in.int64();
            default -> throw new IllegalStateException("value of unknown kind " + argument);
        };
    }

    private List<Object> list(int size) {
        List<Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Object value = value(in.varint());
            if (value != null) {
                values.add(value);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private Map<String, Object> inner(int size) {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            put(map, words.word(), value(in.varint()));
        }
        return Collections.unmodifiableMap(map);
    }

    /** A null has no entry. */
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
