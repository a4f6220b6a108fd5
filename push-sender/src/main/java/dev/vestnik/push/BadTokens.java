package dev.vestnik.push;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a server that knows no token at all from single bad tokens, by its last answers: a sender with the host, the app or the key of
 * another app is refused every token, and none of these devices is gone. Pure; times are the caller's.
 */
final class BadTokens {
    /** Messages in a row with bad tokens only, before which the tokens are taken as what they seem. One customer's devices count once. */
    static final int MANY = 20;

    /** The same at a server that has taken no token of this process yet: its host was never right as far as anybody knows. */
    static final int FEW = 3;

    /** The longest time that a row takes: a small shop sends a few messages an hour, and an old token now and then is none of them. */
    static final Duration LONGEST_ROW = Duration.ofDays(1);

    /** Browsers name servers: more of them are an attack, and the row that is longest without an answer is forgotten. */
    static final int MOST_SERVERS = 1_000;

    private final Map<String, Row> rows = new LinkedHashMap<>(16, 0.75f, true);

    /** The servers that have taken a token, in order of the first one that they took. */
    private final Set<String> proven = new LinkedHashSet<>();

    private static final class Row {
        private final Map<UUID, Instant> messages = new HashMap<>();
        private boolean refusing;

        void add(UUID message, Instant now, int most) {
            messages.values().removeIf(at -> at.isBefore(now.minus(LONGEST_ROW)));
            messages.putIfAbsent(message, now);
            refusing = messages.size() >= most;
        }
    }

    /** Notes a token of a message that the server does not know. */
    synchronized void bad(String server, UUID message, Instant now) {
        Row row = rows.computeIfAbsent(server, _ -> new Row());
        if (!row.refusing) {
            row.add(message, now, isProven(server) ? MANY : FEW);
        }
        if (rows.size() > MOST_SERVERS) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    /** Notes a token that the server took a notice for. */
    synchronized void taken(String server) {
        rows.remove(server);
        if (proven.add(server) && proven.size() > MOST_SERVERS) {
            proven.remove(proven.iterator().next());
        }
    }

    /** Whether the server has taken a token of this process: its host, app and key were right once. */
    synchronized boolean isProven(String server) {
        return proven.contains(server);
    }

    /** Whether the server refuses everybody: from many bad tokens on until it takes one, however long that is. */
    synchronized boolean refusesEverybody(String server) {
        @Nullable Row row = rows.get(server);
        return row != null && row.refusing;
    }

    synchronized int servers() {
        return rows.size();
    }
}
