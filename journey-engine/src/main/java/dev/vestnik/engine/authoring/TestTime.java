package dev.vestnik.engine.authoring;

import java.time.Duration;

/** The time that all stored tests of one publication have together; it begins with the first of them. For one publication, and one thread. */
final class TestTime {
    /** Leaves time for checking the documents: {@code ./vestnik apply} waits three minutes for an answer. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Duration limit;
    private boolean begun;
    private long beganAt;

    TestTime(Duration limit) {
        this.limit = limit;
    }

    /** Whether no further test is begun. */
    boolean isOver() {
        if (!begun) {
            begun = true;
            beganAt = System.nanoTime();
        }
        return System.nanoTime() - beganAt >= limit.toNanos();
    }

    /** Says of a test that was not begun why. */
    String inWords() {
        return "is not run: all tests of a publication have " + limit.toSeconds()
                + " seconds together; let them cover less time, or publish fewer journeys at once";
    }
}
