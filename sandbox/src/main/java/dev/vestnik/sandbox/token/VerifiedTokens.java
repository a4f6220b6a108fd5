package dev.vestnik.sandbox.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Verified tokens with the ends of their validity. Verifying a token costs more than the rest of handling a message. */
public final class VerifiedTokens {
    private static final int MOST = 1000;

    private final Map<String, Instant> until = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    public synchronized boolean holds(String token, Instant now) {
        Instant end = until.get(token);
        return end != null && now.isBefore(end);
    }

    public synchronized void add(String token, Instant end) {
        until.put(token, end);
    }
}
