package dev.vestnik.rules.reason;

/** Why an event that would have started a journey did not, or not yet. */
public enum NoEntryReason implements Reason {
    JOURNEY_BROKEN("journey-broken"),
    STATE_FULL("state-full"),
    TOO_MANY_RUNNING("too-many-running"),
    QUEUE_FULL("queue-full"),
    /** A run of this key is going on and does not wait for the event: said once a run. */
    ALREADY_RUNNING("already-running"),
    /** The journey's re-entry limit is used up. */
    REENTRY("reentry"),
    /** The fact that the event tells has started the journey already. */
    ALREADY_ENTERED("already-entered"),
    /** The customer is in a journey that keeps them out of this one. */
    IN_OTHER_JOURNEY("in-other-journey"),
    /** The journey is paused. */
    PAUSED("paused"),
    /** The event is older than the journey's lateness. */
    TOO_LATE("too-late"),
    /** An event that ends such a run came first, though it happened later. */
    OVERTAKEN("overtaken"),
    /** The condition cannot be computed. */
    CONDITION_UNKNOWN("condition-unknown"),
    /** The key cannot be computed. */
    NO_KEY("no-key"),
    /** The condition does not hold: counted and traced, no decision. */
    CONDITION("condition"),
    /** No journey and no rule listens to events of this type: counted and traced, no decision. */
    UNHEARD("unheard");

    private final String label;

    NoEntryReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
