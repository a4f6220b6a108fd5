package dev.vestnik.rules.gate;

import java.time.Duration;

/** The fate of a message that has waited where a better one, which had to wait too, goes. */
public enum Outranked {
    /** It waits for its turn. */
    DEFER,
    /** It is not sent. */
    DROP,
    /** It goes along in the better one, where that has a place for it; else it waits. */
    MERGE;

    /** So long the next one waits: a phone that rang at nine does not ring again at once, and the morning is not over. */
    public static final Duration APART = Duration.ofHours(1);
}
