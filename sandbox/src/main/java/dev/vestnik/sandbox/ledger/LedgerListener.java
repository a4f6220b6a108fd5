package dev.vestnik.sandbox.ledger;

/**
 * Keeps a function of the ledger in memory. The ledger calls it once for every record in order, first for those on disk and then for each
 * new one, under its lock: a listener must be quick and must not call the ledger.
 */
public interface LedgerListener {

    void recorded(long seq, LedgerRecord entry);

    /** Called once every record on disk has been told. */
    default void caughtUp() {}
}
