package dev.vestnik.rules.decide;

import dev.vestnik.rules.reason.Breakdown;

/** Ends what one instance does in a decision: it would take more than a decision may take. Never leaves this package. */
@SuppressWarnings("serial")
final class TooMuch extends RuntimeException {
    private final Breakdown reason;
    private final String cause;

    /** @param cause names the limit, without the customer's data */
    TooMuch(Breakdown reason, String cause) {
        super(cause, null, false, false);
        this.reason = reason;
        this.cause = cause;
    }

    Breakdown reason() {
        return reason;
    }

    String cause() {
        return cause;
    }
}
