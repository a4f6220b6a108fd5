package dev.vestnik.rules.reason;

/** The fate of a task. */
public enum TaskReason implements Reason {
    MADE("made"),
    TAKEN("taken"),
    RELEASED("released"),
    FINISHED("finished"),
    /** Nobody had finished it in time: it is in its second queue. */
    ESCALATED("escalated"),
    /** Nobody has finished it in time. */
    EXPIRED("expired"),
    /** Its run has gone elsewhere or has ended. */
    WITHDRAWN("withdrawn");

    private final String label;

    TaskReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
