package dev.vestnik.sandbox.followup;

import dev.vestnik.sandbox.ledger.LedgerRecord;
import java.io.IOException;

/** Tells a message's sender what became of it. */
public interface FollowUpHandler {

    /** Waits until a receiver is there. */
    void awaitReady() throws InterruptedException;

    /** Delivers a follow-up; true when it is acknowledged or given up. Otherwise, or when the wire breaks, it is tried again. */
    boolean deliver(Delivery delivery) throws IOException, InterruptedException;

    /** The {@code attempt}th try of the follow-up {@code index} of the record at {@code seq}. */
    record Delivery(long seq, LedgerRecord entry, int index, int attempt) {}
}
