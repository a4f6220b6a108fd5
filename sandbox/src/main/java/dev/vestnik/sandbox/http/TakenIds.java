package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerListener;
import dev.vestnik.sandbox.ledger.LedgerRecord;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Finds messages by the ids that clients gave them; forgets the oldest, as providers do after some days. */
final class TakenIds implements LedgerListener {
    private static final int MOST = 200_000;

    private record Key(Provider provider, String id) {}

    private final Map<Key, Long> seqs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized void recorded(long seq, LedgerRecord entry) {
        if (entry instanceof Received received && received.facts().containsKey(HttpMessage.ID)) {
            seqs.put(new Key(received.provider(), received.facts().getOrDefault(HttpMessage.ID, "")), seq);
        }
    }

    /** The position of the message in the ledger. */
    synchronized OptionalLong find(Provider provider, String id) {
        Long seq = seqs.get(new Key(provider, id));
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }
}
