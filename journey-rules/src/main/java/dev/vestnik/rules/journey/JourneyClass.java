package dev.vestnik.rules.journey;

import java.time.Duration;

/** Service ignores marketing opt-outs and caps, never suppression. */
public enum JourneyClass {
    SERVICE(Duration.ofDays(3)),
    MARKETING(Duration.ofDays(1));

    private final Duration life;

    JourneyClass(Duration life) {
        this.life = life;
    }

    /** The time after the decision in which a message of a step without {@code within} may still be delivered. */
    public Duration messageLife() {
        return life;
    }
}
