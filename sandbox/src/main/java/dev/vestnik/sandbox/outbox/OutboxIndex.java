package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.LedgerListener;
import dev.vestnik.sandbox.ledger.LedgerRecord;
import dev.vestnik.sandbox.ledger.LedgerRecord.Cleared;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Opened;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import dev.vestnik.sandbox.ledger.PartPosition;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The ledger records that make up the outbox, in about twenty bytes a message, and the counts. */
final class OutboxIndex implements LedgerListener {

    private Assembly assembly = new Assembly();
    private Map<Long, long[]> parts = new HashMap<>();
    private Map<Kind, Long> counts = new HashMap<>();
    private long[] seqs = new long[1024];
    private Provider[] providers = new Provider[1024];
    private int[] recipients = new int[1024];
    private int size;

    /** The properties by which messages are counted. */
    record Kind(Provider provider, @Nullable String template) {}

    @Override
    public synchronized void recorded(long seq, LedgerRecord entry) {
        switch (entry) {
            case Received received -> received(seq, received);
            case Cleared _ -> clear();
            case Opened _, Rejected _, Inbound _, Settled _ -> {}
        }
    }

    private void received(long seq, Received message) {
        PartPosition part = message.part();
        if (part == null) {
            add(seq, message);
            return;
        }
        long[] all = assembly.add(seq, message, part);
        if (all != null) {
            parts.put(seq, all);
            add(seq, message);
        }
    }

    private void add(long seq, Received message) {
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, size * 2);
            providers = Arrays.copyOf(providers, size * 2);
            recipients = Arrays.copyOf(recipients, size * 2);
        }
        seqs[size] = seq;
        providers[size] = message.provider();
        recipients[size] = OutboxFilter.comparable(message.to()).hashCode();
        size++;
        counts.merge(new Kind(message.provider(), message.tag().template()), 1L, Long::sum);
    }

    private void clear() {
        assembly = new Assembly();
        parts = new HashMap<>();
        counts = new HashMap<>();
        size = 0;
        seqs = new long[1024];
        providers = new Provider[1024];
        recipients = new int[1024];
    }

    /** The first message after {@code seq} that may pass the filter; compares recipients by their hash only. */
    synchronized OptionalLong nextAfter(long seq, OutboxFilter filter) {
        int found = Arrays.binarySearch(seqs, 0, size, seq);
        for (int i = found >= 0 ? found + 1 : -found - 1; i < size; i++) {
            if (mayPass(i, filter)) {
                return OptionalLong.of(seqs[i]);
            }
        }
        return OptionalLong.empty();
    }

    /** The position before the newest {@code count} messages that may pass the filter. */
    synchronized long beforeLatest(int count, OutboxFilter filter) {
        int left = count;
        for (int i = size - 1; i >= 0; i--) {
            if (mayPass(i, filter) && --left == 0) {
                return seqs[i] - 1;
            }
        }
        return -1;
    }

    private boolean mayPass(int i, OutboxFilter filter) {
        String to = filter.to();
        return filter.providers().contains(providers[i]) && (to == null || recipients[i] == to.hashCode());
    }

    /** The positions of the parts of the message at {@code seq}; empty when there is no such message. */
    synchronized Optional<long[]> partsOf(long seq) {
        if (Arrays.binarySearch(seqs, 0, size, seq) < 0) {
            return Optional.empty();
        }
        return Optional.of(parts.getOrDefault(seq, new long[] {seq}).clone());
    }

    synchronized Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }
}
