package dev.vestnik.rules.reason;

/** Why something of the customer is not kept: a bound of the state is reached. */
public enum DropReason implements Reason {
    /** An event that a later wait could have taken. */
    EVENT_NOT_KEPT("event-not-kept"),
    /** An event that ends runs, for entries that come late. */
    EXIT_NOT_KEPT("exit-not-kept"),
    ENTRY_NOT_KEPT("entry-not-kept"),
    EXPOSURE_NOT_KEPT("exposure-not-kept");

    private final String label;

    DropReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
