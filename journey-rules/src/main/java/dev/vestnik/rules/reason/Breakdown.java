package dev.vestnik.rules.reason;

/** The ways in which the rules fail. */
public enum Breakdown implements FailureReason {
    /** An exception. */
    FAILED("failed"),
    TOO_COSTLY("too-costly"),
    TOO_MANY_STEPS("too-many-steps"),
    /** More came while it was parked than is kept. */
    TOO_MUCH_MISSED("too-much-missed"),
    GOAL_FAILED("goal-failed"),
    TOO_LARGE("too-large"),
    UNREADABLE_STATE("unreadable-state"),
    UNDECIDABLE("undecidable"),
    ENDS_THREAD("ends-thread");

    private final String label;

    Breakdown(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
