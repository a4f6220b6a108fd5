package dev.vestnik.ingest.intake;

/** A request's turn among those that are worked on. */
public interface RequestTurn {

    /** The client lets us wait: others may have the turn. */
    void stepAside();

    /** Takes the turn again, waiting for it; false when that takes too long. */
    boolean goOn() throws InterruptedException;
}
