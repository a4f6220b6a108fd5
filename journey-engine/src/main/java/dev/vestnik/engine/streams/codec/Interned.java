package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.journey.JourneyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings and ids that come again with every state: ids of journeys, steps, templates. A direct-mapped cache of immutable entries,
 * so threads may share it: a miss costs its thread a new string, nothing else.
 */
final class Interned {
    private static final int SLOTS = 1024;

    private record Entry(byte[] bytes, String text) {}

    private final @Nullable Entry[] texts = new @Nullable Entry[SLOTS];
    private final @Nullable JourneyId[] journeys = new @Nullable JourneyId[SLOTS];

    String text(PrimitiveDecoder in, int length) {
        byte[] bytes = in.bytes();
        int from = in.at();
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        Entry entry = texts[slot];
        if (entry == null || !Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, from + length)) {
            entry = new Entry(
                    Arrays.copyOfRange(bytes, from, from + length),
                    new String(bytes, from, length, StandardCharsets.UTF_8));
            texts[slot] = entry;
        }
        in.skip(length);
        return entry.text;
    }

    JourneyId journey(String id) {
        int hash = id.hashCode();
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        JourneyId known = journeys[slot];
        if (known == null || !known.value().equals(id)) {
            known = new JourneyId(id);
            journeys[slot] = known;
        }
        return known;
    }
}
