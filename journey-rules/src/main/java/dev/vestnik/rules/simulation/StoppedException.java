package dev.vestnik.rules.simulation;

/** Nobody wants a simulation any more, or its time is over. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the simulation was stopped");
    }
}
