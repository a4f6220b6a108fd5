package dev.vestnik.rules.reason;

/** Why a message waits. */
public sealed interface HoldReason extends Reason permits OnHold, Unlisted {

    /** The reason with this label. */
    static HoldReason labelled(String label) {
        OnHold known = Labels.HOLDS.get(label);
        return known == null ? new Unlisted(label) : known;
    }
}
