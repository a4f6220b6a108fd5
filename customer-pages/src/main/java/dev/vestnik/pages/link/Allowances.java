package dev.vestnik.pages.link;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Counts how often something is done: each key has so many times a minute, and gets them back within a minute. Remembers the {@link #MOST}
 * keys that came last; an older one has all of its times again.
 */
public final class Allowances {
    static final int MOST = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Duration each;
    private final SequencedMap<String, Instant> fullAgain = new LinkedHashMap<>();

    public Allowances(int perMinute) {
        this.each = MINUTE.dividedBy(perMinute);
    }

    /** Takes one of the key's times; false where there is none. */
    public synchronized boolean take(String key, Instant now) {
        Instant full = fullAgain.remove(key);
        Instant next = (full == null || full.isBefore(now) ? now : full).plus(each);
        boolean allowed = !next.isAfter(now.plus(MINUTE));
        fullAgain.putLast(key, allowed ? next : next.minus(each));
        if (fullAgain.size() > MOST) {
            fullAgain.pollFirstEntry();
        }
        return allowed;
    }

    /** The number of keys that are remembered. */
    synchronized int size() {
        return fullAgain.size();
    }
}
