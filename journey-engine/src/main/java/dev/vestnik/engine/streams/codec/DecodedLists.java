package dev.vestnik.engine.streams.codec;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Lists that {@link List#copyOf} takes over without copying them. */
final class DecodedLists {
    private DecodedLists() {}

    static <T> List<T> read(int size, IntFunction<T[]> array, Supplier<T> next) {
        if (size == 0) {
            return List.of();
        }
        T[] values = array.apply(size);
        for (int i = 0; i < size; i++) {
            values[i] = next.get();
        }
        return List.of(values);
    }

    /** Reads as many values as there are up to this place. */
    static <T> List<T> readTo(int end, PrimitiveDecoder in, IntFunction<T[]> array, Supplier<T> next) {
        T[] values = array.apply(1);
        int count = 0;
        while (in.at() < end) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 4);
            }
            values[count++] = next.get();
        }
        return List.of(count == values.length ? values : Arrays.copyOf(values, count));
    }
}
