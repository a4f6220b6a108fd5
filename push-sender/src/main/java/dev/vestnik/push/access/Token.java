package dev.vestnik.push.access;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token.
 *
 * @param renewAt from then on another one is asked for
 * @param end the end of its life
 */
public record Token(String value, Instant renewAt, Instant end) {
    /** A token is renewed so long before its end, so that none ends on its way. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** A token that is renewed before its end: 5 minutes, or in the middle of a short life. */
    public static Token lasting(String value, Instant from, Duration life) {
        Duration kept = life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2);
        return new Token(value, from.plus(kept), from.plus(life));
    }

    /** Hides the value: a token belongs into no log. */
    @Override
    public String toString() {
        return "Token[renewAt=" + renewAt + ", end=" + end + "]";
    }
}
