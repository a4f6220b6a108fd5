package dev.vestnik.rules.reason;

/** The rules' own reasons to end an instance. */
public enum Ending implements LeaveReason {
    COMPLETED("completed"),
    ENDED_BY_HAND("ended-by-hand"),
    ERASED("erased"),
    NEW_VERSION("new-version"),
    STEP_GONE("step-gone"),
    CHANNEL_GONE("channel-gone"),
    /** The visitor and the customer, who are one, had a run each of this journey and key; the older one goes on. */
    MERGED("merged"),
    /** It came with a visitor, and the customer has no room for another run. */
    NO_ROOM("no-room");

    private final String label;

    Ending(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
