package dev.vestnik.rules.definition;

/** The fate of what came due while a journey was paused. */
public enum Meanwhile {
    /** It counts from the time at which it was due: messages whose time is over are skipped, the others go. */
    SKIP_EXPIRED("skip-expired"),
    /** It counts as due at the end of the pause: every message has all the time that was left to it. */
    SEND("send"),
    /** A wait that was over begins anew at the end of the pause; a message that was held goes as with {@link #SEND}. */
    RESTART("restart");

    private final String label;

    Meanwhile(String label) {
        this.label = label;
    }

    /** The name in documents and in the API. */
    public String label() {
        return label;
    }
}
