package dev.vestnik.rules.reason;

/** Why an instance is parked, or ended because it cannot go on. */
public sealed interface FailureReason extends LeaveReason, RefuseReason permits Breakdown, Unlisted {

    /** The reason with this label. */
    static FailureReason labelled(String label) {
        Breakdown known = Labels.BREAKDOWNS.get(label);
        return known == null ? new Unlisted(label) : known;
    }
}
