package dev.vestnik.rules.reason;

import org.jspecify.annotations.Nullable;

/** The rules' own reasons to hold a message. */
public enum OnHold implements HoldReason {
    PAUSED("paused"),
    TEMPLATE_BROKEN("template-broken"),
    TEMPLATE_OF_OTHER_SHOP("template-of-other-shop"),
    QUIET_HOURS("quiet-hours"),
    CAPPED("capped"),
    /** A better one that had waited too has gone. */
    OUTRANKED("outranked"),
    /** Failed for now: the next attempt waits for its time. */
    RETRY("retry"),
    /** A gate has asked another key. */
    ASKING("asking"),
    /** The partition waits for its next part of a budget. */
    BUDGET("budget");

    private final String label;

    OnHold(String label) {
        this.label = label;
    }

    /** Whether a message that is held for this reason waits for the customer's sake, with others that do. */
    public static boolean isForTheCustomersSake(@Nullable HoldReason reason) {
        return reason == QUIET_HOURS || reason == CAPPED || reason == OUTRANKED;
    }

    @Override
    public String label() {
        return label;
    }
}
