package dev.vestnik.engine.streams.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@link WordEncoder} wrote. */
final class WordDecoder {
    private final PrimitiveDecoder in;
    private final Interned interned;
    private @Nullable String[] read = new @Nullable String[8];
    private int count;

    WordDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.interned = interned;
    }

    /** A string of which there are many different ones. */
    String text() {
        return Objects.requireNonNull(next(false));
    }

    /** A string of which there are few different ones, so that one object will do. */
    String word() {
        return Objects.requireNonNull(next(true));
    }

    @Nullable
    String wordOrNull() {
        return next(true);
    }

    @Nullable
    String textOrNull() {
        return next(false);
    }

    private @Nullable String next(boolean few) {
        long head = in.varint();
        int argument = Math.toIntExact(head >>> 1);
        return (head & 1) == 1 ? numbered(argument) : add(few ? interned.text(in, argument) : in.utf8(argument));
    }

    @Nullable
    String numbered(int number) {
        if (number == 0) {
            return null;
        }
        return number <= Dictionary.size() ? Dictionary.word(number) : read[number - Dictionary.size() - 1];
    }

    String add(String word) {
        if (count == read.length) {
            read = Arrays.copyOf(read, count * 2);
        }
        read[count++] = word;
        return word;
    }
}
