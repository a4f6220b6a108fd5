package dev.vestnik.pages.message;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the messages that were seen last: a bounded number of them. */
final class Recent<T> {
    private final Map<T, Boolean> seen;

    Recent(int most) {
        this.seen = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** False where it is remembered already. */
    synchronized boolean add(T one) {
        return seen.put(one, true) == null;
    }

    /** Forgets one, so that it counts again. */
    synchronized void remove(T one) {
        seen.remove(one);
    }
}
