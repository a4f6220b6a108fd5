package dev.vestnik.engine.streams.codec;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps of a stored state that are read only when somebody looks: most decisions do not look at most of them, and a state that is
 * written again with the same maps copies their bytes.
 */
final class Payload {
    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final Interned interned;
    private final int count;
    private volatile @Nullable Map<String, Object> @Nullable [] read;

    Payload(byte[] bytes, int offset, int length, int count, Interned interned) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.count = count;
        this.interned = interned;
    }

    /** Passes over one that begins here. */
    static Payload read(PrimitiveDecoder in, int count, Interned interned) {
        int length = in.size();
        Payload payload = new Payload(in.bytes(), in.at(), length, count, interned);
        in.skip(length);
        return payload;
    }

    /** Passes over one with a single map that begins here and goes up to there. */
    static Payload read(int end, PrimitiveDecoder in, Interned interned) {
        Payload payload = new Payload(in.bytes(), in.at(), end - in.at(), 1, interned);
        in.skip(payload.length);
        return payload;
    }

    boolean isEmpty() {
        return length == 0;
    }

    Map<String, Object> map(int index) {
        return new View(this, index);
    }

    /** Whether these are all of one payload's maps, in their order. */
    static @Nullable Payload of(Map<String, Object> first, Map<String, Object> second) {
        return first instanceof View a
                        && second instanceof View b
                        && a.payload == b.payload
                        && a.index == 0
                        && b.index == 1
                ? a.payload
                : null;
    }

    /** Whether this is the only map of a payload. */
    static @Nullable Payload of(Map<String, Object> only) {
        return only instanceof View view && view.payload.count == 1 ? view.payload : null;
    }

    void copyTo(PrimitiveEncoder out) {
        out.varint(length);
        out.raw(bytes, offset, length);
    }

    private Map<String, Object> read(int index) {
        @Nullable Map<String, Object>[] maps = read;
        if (maps == null) {
            maps = readAll();
            read = maps;
        }
        return Objects.requireNonNull(maps[index]);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<String, Object>[] readAll() {
        @Nullable Map<String, Object>[] maps = (Map<String, Object>[]) new Map<?, ?>[count];
        try {
            ValueDecoder in = new ValueDecoder(new PrimitiveDecoder(bytes, offset), interned);
            for (int i = 0; i < count; i++) {
                maps[i] = in.map();
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableStateException("a customer's state with a payload that is broken", e);
        }
        return maps;
    }

    private static final class View extends AbstractMap<String, Object> {
        private final Payload payload;
        private final int index;

        View(Payload payload, int index) {
            this.payload = payload;
            this.index = index;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return payload.read(index).entrySet();
        }

        @Override
        public @Nullable Object get(Object key) {
            return payload.read(index).get(key);
        }

        @Override
        public boolean containsKey(Object key) {
            return payload.read(index).containsKey(key);
        }

        @Override
        public int size() {
            return payload.read(index).size();
        }
    }
}
