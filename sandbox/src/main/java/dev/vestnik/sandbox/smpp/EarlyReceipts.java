package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.followup.FollowUpHandler.Delivery;
import dev.vestnik.sandbox.followup.FollowUpQueue;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends receipts ahead of the answer to their submission, as real centres do under load. */
final class EarlyReceipts {
    private static final long MOST_MILLIS = 500;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final FollowUpQueue queue;
    private final InstantSource clock;

    EarlyReceipts(Ledger ledger, Deliveries deliveries, FollowUpQueue queue, InstantSource clock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.queue = queue;
        this.clock = clock;
    }

    /** Sends a receipt; returns once it is acknowledged, or after half a second, when it is on the wire. */
    void send(long seq) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            deliver(seq);
            sent.complete(null);
        });
        sent.completeOnTimeout(null, MOST_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    private void deliver(long seq) {
        try {
            if (deliveries.deliver(new Delivery(seq, ledger.read(seq), 0, 1))) {
                queue.settleEarly(seq, 0);
                ledger.append(new Settled(clock.instant(), seq, 0));
            }
        } catch (IOException e) {
            // the queue still owes the receipt
        }
    }
}
