package dev.vestnik.rules.reason;

/** The rules' own reasons to hold a message. */
public enum OnHold implements HoldReason {
    PAUSED("paused"),
    TEMPLATE_BROKEN("template-broken"),
    TEMPLATE_OF_OTHER_SHOP("template-of-other-shop"),
    QUIET_HOURS("quiet-hours"),
    CAPPED("capped"),
    /** Failed for now: the next attempt waits for its time. */
    RETRY("retry"),
    /** A gate has asked another key. */
    ASKING("asking");

    private final String label;

    OnHold(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
