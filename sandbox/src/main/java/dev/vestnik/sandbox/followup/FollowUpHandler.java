package dev.vestnik.sandbox.followup;

import dev.vestnik.sandbox.ledger.LedgerRecord;
import java.io.IOException;

/** Knows how to tell someone what became of a message. */
public interface FollowUpHandler {

    /** Waits until there is somebody to tell. */
    void awaitReady() throws InterruptedException;

    /** Whether this is done, acknowledged or given up; if not, or if the wire breaks, it is tried again. */
    boolean deliver(Delivery delivery) throws IOException, InterruptedException;

    /** The follow-up {@code index} of the record at {@code seq}, tried for the {@code attempt}th time. */
    record Delivery(long seq, LedgerRecord entry, int index, int attempt) {}
}
