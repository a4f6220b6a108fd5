package dev.vestnik.engine.streams;

/** A record or wake-up whose decision ended its thread twice. */
final class EndsThreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause of the last time, without the customer's data */
    EndsThreadException(String cause) {
        super(cause);
    }
}
