package dev.vestnik.sandbox.ledger;

/**
 * Keeps something in memory that is a function of the ledger. Called once for every record in its order, first for those
 * found on disk, then for each new one, under the ledger's lock: be quick, call nothing of the ledger.
 */
public interface LedgerListener {

    void recorded(long seq, LedgerRecord entry);

    /** All that was on disk has been told. */
    default void caughtUp() {}
}
