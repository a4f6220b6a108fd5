package dev.vestnik.rules.reason;

/** Why an event that would have started a journey did not, or not yet. */
public enum NoEntryReason implements Reason {
    JOURNEY_BROKEN("journey-broken"),
    STATE_FULL("state-full"),
    TOO_MANY_RUNNING("too-many-running"),
    QUEUE_FULL("queue-full");

    private final String label;

    NoEntryReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
