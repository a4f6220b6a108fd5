package dev.vestnik.engine.streams.progress;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records and wake-ups whose decision ended their thread, or held it for so long that its transaction was given up. The next thread
 * gets them again, and so without end: one that has done so {@value #TRIALS} times is set aside. Forgotten with the process.
 * Thread-safe.
 */
final class Suspects {
    private static final int TRIALS = 2;
    private static final int MOST = 1_000;
    /** A heap that is full is mostly another's doing. */
    private static final int TRIALS_WITHOUT_MEMORY = 5;

    private final Map<String, Suspect> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Suspect> eldest) {
            return size() > MOST;
        }
    });

    private volatile boolean any;

    private record Suspect(int times, boolean memory, String cause) {
        boolean convicted() {
            return times >= (memory ? TRIALS_WITHOUT_MEMORY : TRIALS);
        }
    }

    /** Whether nobody has been blamed so far: then there is nothing to look for. */
    boolean none() {
        return !any;
    }

    /** @param input names the record or wake-up */
    void blame(String input, String cause) {
        blame(input, cause, false);
    }

    /** @param memory whether it was an allocation that failed */
    void blame(String input, String cause, boolean memory) {
        known.merge(
                input,
                new Suspect(1, memory, cause),
                (before, now) -> new Suspect(before.times() + 1, now.memory(), now.cause()));
        any = true;
    }

    /** Why this one is to be set aside, after which it is forgotten; empty where it is not. */
    Optional<String> verdict(String input) {
        Suspect suspect = known.get(input);
        if (suspect == null || !suspect.convicted()) {
            return Optional.empty();
        }
        known.remove(input);
        any = !known.isEmpty();
        return Optional.of(suspect.cause());
    }
}
