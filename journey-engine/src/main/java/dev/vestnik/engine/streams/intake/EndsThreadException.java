package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.progress.SetAsideException;

/** A record or wake-up whose decision ended its thread twice. */
final class EndsThreadException extends SetAsideException {
    private static final long serialVersionUID = 1L;

    /** @param cause of the last time, without the customer's data */
    EndsThreadException(String cause) {
        super(cause);
    }
}
