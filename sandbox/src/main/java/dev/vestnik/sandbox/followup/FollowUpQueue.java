package dev.vestnik.sandbox.followup;

import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.LedgerListener;
import dev.vestnik.sandbox.ledger.LedgerRecord;
import dev.vestnik.sandbox.ledger.LedgerRecord.Cleared;
import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.LedgerRecord.Opened;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;

/**
 * The follow-ups that some providers still owe, in the order in which they are due. It is a function of the ledger, so that a restart goes
 * on where the last run ended. Keeps positions in memory and reads a record when its time has come.
 */
public final class FollowUpQueue implements LedgerListener {
    private final Set<Provider> providers;
    private final InstantSource clock;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Set<Due.Key> settledEarly = ConcurrentHashMap.newKeySet();
    private final Map<Due.Key, Due> found = new HashMap<>();
    private boolean caughtUp;

    public FollowUpQueue(Set<Provider> providers, InstantSource clock) {
        this.providers = Set.copyOf(providers);
        this.clock = clock;
    }

    @Override
    public void recorded(long seq, LedgerRecord entry) {
        switch (entry) {
            case Received received when providers.contains(received.provider()) -> owe(seq, received.followUps());
            case Inbound inbound when providers.contains(inbound.through()) -> owe(seq, inbound.at(), 0);
            case Settled settled -> found.remove(new Due.Key(settled.seq(), settled.followUp()));
            case Received _, Inbound _, Opened _, Rejected _, Cleared _ -> {}
        }
    }

    private void owe(long seq, List<FollowUp> followUps) {
        for (int i = 0; i < followUps.size(); i++) {
            owe(seq, followUps.get(i).at(), i);
        }
    }

    private void owe(long seq, Instant at, int index) {
        Due due = new Due(at, seq, index, 1, clock);
        if (caughtUp) {
            queue.add(due);
        } else {
            found.put(due.key(), due);
        }
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
        queue.addAll(found.values());
        found.clear();
    }

    /** Removes a follow-up that was done ahead of its time. */
    public void settleEarly(long seq, int index) {
        settledEarly.add(new Due.Key(seq, index));
    }

    /** The number of follow-ups that are owed, due or not. */
    public int size() {
        return queue.size();
    }

    /** Waits for the next follow-up that is due and not settled. */
    Due take() throws InterruptedException {
        Due due = queue.take();
        while (settledEarly.remove(due.key())) {
            due = queue.take();
        }
        return due;
    }

    void retry(Due due, Duration after) {
        queue.add(due.again(clock.instant().plus(after)));
    }
}
