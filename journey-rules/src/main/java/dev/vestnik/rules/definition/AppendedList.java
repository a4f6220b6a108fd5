package dev.vestnik.rules.definition;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that never changes and shares nearly all it has with the list that it was made of: a journey may have been published twenty
 * thousand times, and every engine reads all of that when it starts.
 */
final class AppendedList<T> extends AbstractList<T> implements RandomAccess {
    private static final int CHUNK = 1 << 8;
    private static final AppendedList<Object> EMPTY = new AppendedList<>(new Object[0][], new Object[0]);

    /** Each of {@link #CHUNK} elements. */
    private final Object[][] full;
    /** The elements behind them, fewer than {@link #CHUNK}. */
    private final Object[] rest;

    private AppendedList(Object[][] full, Object[] rest) {
        this.full = full;
        this.rest = rest;
    }

    /** The list itself where it is one of these. */
    @SuppressWarnings("unchecked")
    static <T> AppendedList<T> of(List<T> list) {
        if (list instanceof AppendedList<T> already) {
            return already;
        }
        AppendedList<T> copy = (AppendedList<T>) EMPTY;
        for (T element : list) {
            copy = copy.with(element);
        }
        return copy;
    }

    /** The list with one more element at the end. */
    AppendedList<T> with(T element) {
        Object[] longer = Arrays.copyOf(rest, rest.length + 1);
        longer[rest.length] = Objects.requireNonNull(element);
        if (longer.length < CHUNK) {
            return new AppendedList<>(full, longer);
        }
        Object[][] more = Arrays.copyOf(full, full.length + 1);
        more[full.length] = longer;
        return new AppendedList<>(more, new Object[0]);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T get(int index) {
        Objects.checkIndex(index, size());
        int chunk = index / CHUNK;
        return (T) (chunk < full.length ? full[chunk][index % CHUNK] : rest[index % CHUNK]);
    }

    @Override
    public int size() {
        return full.length * CHUNK + rest.length;
    }
}
