package dev.vestnik.sender.lane;

/** A lane record that no version of a sender can send: it goes to the dead letters. */
final class PoisonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason low in cardinality, for the metric
     * @param cause for people
     */
    PoisonException(String reason, String cause) {
        super(cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
