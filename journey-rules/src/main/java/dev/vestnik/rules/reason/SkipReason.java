package dev.vestnik.rules.reason;

/** Why a channel is passed over, a gate's no; or a condition. */
public enum SkipReason implements RefuseReason {
    ARCHIVED("archived"),
    CONDITION("condition"),
    /** The condition cannot be computed. */
    CONDITION_UNKNOWN("condition-unknown"),
    NO_UNTIL("no-until"),
    EXPIRED("expired"),
    NO_DEVICE("no-device"),
    NO_PHONE("no-phone"),
    NO_EMAIL("no-email"),
    INVALID_PHONE("invalid-phone"),
    INVALID_EMAIL("invalid-email"),
    SUPPRESSED("suppressed"),
    NO_CONSENT("no-consent"),
    /** The customer wants no marketing for a while. */
    PAUSED_BY_CUSTOMER("paused-by-customer"),
    /** A word that came from the address, or another customer who has it, stopped marketing to it. */
    ADDRESS_STOPPED("address-stopped"),
    /** Quiet hours that last longer than the message may wait. */
    QUIET_HOURS("quiet-hours"),
    /** The frequency caps have no room while the message may wait. */
    CAPPED("capped"),
    /** More service messages than anybody wants: a loop. */
    SAFETY_CAP("safety-cap"),
    /** A better one that had waited too has gone, and this one does not wait again. */
    OUTRANKED("outranked"),
    /** It goes along in a better one that had waited too. */
    MERGED("merged"),
    NO_TEMPLATE("no-template"),
    NO_TEXT("no-text"),
    NOT_RENDERABLE("not-renderable"),
    TOO_LARGE("too-large"),
    /** The pool has no free code. */
    OFFER_EMPTY("offer-empty"),
    OFFER_OVER("offer-over"),
    /** There is no such offer, or none for the customer's shop. */
    OFFER_UNKNOWN("offer-unknown"),
    /** The pool was asked several times and has not answered. */
    OFFER_UNANSWERED("offer-unanswered"),
    /** Marketing past a budget. */
    BUDGET_SPENT("budget-spent"),
    /** It is through all gates, and its journey is a shadow, which sends nothing. */
    SHADOW("shadow");

    private final String label;

    SkipReason(String label) {
        this.label = label;
    }

    /** The reason with this label. */
    public static SkipReason labelled(String label) {
        for (SkipReason reason : values()) {
            if (reason.label.equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no reason to skip: " + label);
    }

    @Override
    public String label() {
        return label;
    }
}
