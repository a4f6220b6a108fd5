package dev.vestnik.rules.simulation;

/** A simulation has as many customers at a time as it may. A smaller sample has fewer. */
public final class TooManyCustomersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyCustomersException() {
        super("there is no room for so many customers at a time");
    }
}
