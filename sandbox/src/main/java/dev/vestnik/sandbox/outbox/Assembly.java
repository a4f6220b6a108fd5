package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.PartPosition;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects texts of which some parts have arrived. Like a phone it forgets the oldest when there are too many. */
final class Assembly {
    private static final int MOST = 100_000;
    private static final long MISSING = -1;

    private record Key(Provider provider, String from, String to, int reference, int total) {}

    private final Map<Key, long[]> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, long[]> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Adds a part; returns the positions of all parts in order once they are complete. A part that comes again replaces the earlier one.
     */
    long @Nullable [] add(long seq, Received message, PartPosition part) {
        Key key = new Key(message.provider(), message.from(), message.to(), part.reference(), part.total());
        long[] seqs = open.computeIfAbsent(key, ignored -> missing(part.total()));
        seqs[part.number() - 1] = seq;
        if (Arrays.stream(seqs).anyMatch(position -> position == MISSING)) {
            return null;
        }
        open.remove(key);
        return seqs;
    }

    private static long[] missing(int total) {
        long[] seqs = new long[total];
        Arrays.fill(seqs, MISSING);
        return seqs;
    }
}
