package dev.vestnik.rules.reason;

/** Why a request is refused for itself, whatever gates and failures say. */
public enum Declined implements RefuseReason {
    ALREADY_ANSWERED("already-answered"),
    NO_CHANNEL("no-channel"),
    NOT_STUCK("not-stuck"),
    /** The visitor was identified as another customer before. */
    OTHERS_VISITOR("others-visitor"),
    /** What is asked about has not happened yet. */
    NOT_YET("not-yet");

    private final String label;

    Declined(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
