package dev.vestnik.rules.reason;

/** The way in which an instance entered, where it did not simply begin. */
public enum EntryReason implements Reason {
    /** Is of the control group and gets nothing. */
    HOLDOUT("holdout"),
    /** Had waited for room. */
    FROM_QUEUE("from-queue");

    private final String label;

    EntryReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
