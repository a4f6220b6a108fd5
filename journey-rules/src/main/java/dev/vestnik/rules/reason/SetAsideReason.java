package dev.vestnik.rules.reason;

/** Why an event is kept for people, without doing what it asks for. */
public enum SetAsideReason implements Reason {
    JOURNEY_BROKEN("journey-broken"),
    ENTRY_FAILED("entry-failed"),
    STATE_FULL("state-full"),
    QUEUE_FULL("queue-full");

    private final String label;

    SetAsideReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
