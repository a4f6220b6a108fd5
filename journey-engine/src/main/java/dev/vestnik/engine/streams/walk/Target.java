package dev.vestnik.engine.streams.walk;

import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The aim of a walk: that nobody stands in a version older than the newest one of each journey whose publication moved those in older
 * ones. As a number, which a task keeps once it has got there: other publications do not change it.
 */
final class Target {
    /** The target where no publication moves anybody. */
    static final long NOTHING = 0;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Target() {}

    static long of(Definitions definitions) {
        String moves = definitions.journeys().entrySet().stream()
                .filter(entry -> entry.getValue().moves() > 0)
                .map(Target::line)
                .sorted()
                .collect(Collectors.joining("\n"));
        return moves.isEmpty() ? NOTHING : hash(moves);
    }

    private static String line(Map.Entry<JourneyId, Published> entry) {
        return entry.getKey() + "@" + entry.getValue().moves();
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * PRIME;
        }
        return hash == NOTHING ? 1 : hash;
    }
}
