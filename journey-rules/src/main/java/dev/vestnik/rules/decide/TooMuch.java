package dev.vestnik.rules.decide;

/** Ends what one instance does in a decision: it would take more than a decision may take. Never leaves this package. */
@SuppressWarnings("serial")
final class TooMuch extends RuntimeException {
    private final String reason;
    private final String cause;

    /**
     * @param reason low in cardinality
     * @param cause names the limit, without the customer's data
     */
    TooMuch(String reason, String cause) {
        super(cause, null, false, false);
        this.reason = reason;
        this.cause = cause;
    }

    String reason() {
        return reason;
    }

    String cause() {
        return cause;
    }
}
