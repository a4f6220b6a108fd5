package dev.vestnik.engine.streams.codec;

import org.jspecify.annotations.Nullable;

/** Writes strings; one that came before in the same scope, or is in the {@link Dictionary}, is written as its number. */
final class WordEncoder {
    private final PrimitiveEncoder out;
    private final WordNumbers numbers = new WordNumbers();

    WordEncoder(PrimitiveEncoder out) {
        this.out = out;
    }

    /** Begins a scope. */
    void reset() {
        numbers.reset();
    }

    void word(@Nullable String word) {
        int number = word == null ? 0 : numbers.numberOrAdd(word);
        if (word == null || number > 0) {
            out.varint((long) number << 1 | 1);
        } else {
            int length = PrimitiveEncoder.utf8Length(word);
            out.varint((long) length << 1);
            out.utf8(word, length);
        }
    }

    /**
     * Its number; 0 where it has none yet: it is to be written in full then, and has the next number from now on, as {@link WordDecoder}
     * gives it.
     */
    int numberOrAdd(String word) {
        return numbers.numberOrAdd(word);
    }
}
