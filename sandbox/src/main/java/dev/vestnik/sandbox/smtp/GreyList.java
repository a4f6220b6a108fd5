package dev.vestnik.sandbox.smtp;

import java.util.LinkedHashMap;
import java.util.Map;

/** The recipients that were tried before; the oldest is forgotten when there are too many. */
final class GreyList {
    private static final int MOST = 10_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this is the first try. */
    synchronized boolean isNew(String recipient) {
        return seen.putIfAbsent(recipient, true) == null;
    }
}
