package dev.vestnik.engine.streams.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes strings; one that came before in the same scope, or is in the {@link Dictionary}, is written as its number. */
final class WordEncoder {
    private final PrimitiveEncoder out;
    private final Map<String, Integer> numbers = new HashMap<>();

    WordEncoder(PrimitiveEncoder out) {
        this.out = out;
    }

    /** Begins a scope. */
    void reset() {
        if (!numbers.isEmpty()) {
            numbers.clear();
        }
    }

    void word(@Nullable String word) {
        int number = word == null ? 0 : number(word);
        if (word == null || number > 0) {
            out.varint((long) number << 1 | 1);
        } else {
            int length = PrimitiveEncoder.utf8Length(word);
            out.varint((long) length << 1);
            out.utf8(word, length);
            add(word);
        }
    }

    /** Its number, 0 where it has none yet. */
    int number(String word) {
        int known = Dictionary.number(word);
        return known > 0 || numbers.isEmpty() ? known : numbers.getOrDefault(word, 0);
    }

    /** Gives a string that was written in full the next number; {@link WordDecoder} does the same. */
    void add(String word) {
        numbers.put(word, Dictionary.size() + 1 + numbers.size());
    }
}
