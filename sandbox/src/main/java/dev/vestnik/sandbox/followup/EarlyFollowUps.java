package dev.vestnik.sandbox.followup;

import dev.vestnik.sandbox.followup.FollowUpHandler.Delivery;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends receipts and reports ahead of the answer to their submission, as real providers do under load. */
public final class EarlyFollowUps {
    private static final long MOST_MILLIS = 500;

    private final Ledger ledger;
    private final FollowUpHandler handler;
    private final FollowUpQueue queue;
    private final InstantSource clock;

    public EarlyFollowUps(Ledger ledger, FollowUpHandler handler, FollowUpQueue queue, InstantSource clock) {
        this.ledger = ledger;
        this.handler = handler;
        this.queue = queue;
        this.clock = clock;
    }

    /** Sends the first receipt of a record; returns once it is acknowledged, or after half a second, when it is on the wire. */
    public void send(long seq) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            deliver(seq);
            sent.complete(null);
        });
        sent.completeOnTimeout(null, MOST_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    private void deliver(long seq) {
        try {
            if (handler.deliver(new Delivery(seq, ledger.read(seq), 0, 1))) {
                queue.settleEarly(seq, 0);
                ledger.append(new Settled(clock.instant(), seq, 0));
            }
        } catch (IOException e) {
            // the queue still owes the receipt
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
