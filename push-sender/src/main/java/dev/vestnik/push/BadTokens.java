package dev.vestnik.push;

import java.time.Instant;
import java.util.Arrays;

/**
 * Tells a platform that knows no token at all from single bad tokens, by its answers of a minute: a sender with the host, the app or the key
 * of another app is refused every token, and none of these devices is gone. Pure; times are the caller's.
 */
final class BadTokens {
    /** Bad tokens in a minute before which they are taken as what they seem. */
    static final int MANY = 20;

    /** Bad tokens for each good one, from which on the platform is the wrong one: 95 of 100. */
    static final int TO_ONE_GOOD = 19;

    private static final int SECONDS = 60;

    private final int[] bad = new int[SECONDS];
    private final int[] taken = new int[SECONDS];
    private long last = Long.MIN_VALUE;
    private boolean refusing;

    /** Notes a token that the platform does not know. */
    synchronized void bad(Instant now) {
        bad[second(now)]++;
        refusing = refusing ? isOverwhelming() : isOverwhelming() && sum(bad) >= MANY;
    }

    /** Notes a token that the platform took a notice for. */
    synchronized void taken(Instant now) {
        taken[second(now)]++;
        refusing = refusing && isOverwhelming();
    }

    /** Whether the platform refuses everybody: from many bad tokens on until it takes some again, however long that is. */
    synchronized boolean refusesEverybody() {
        return refusing;
    }

    private boolean isOverwhelming() {
        return sum(bad) >= (long) TO_ONE_GOOD * sum(taken);
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** The place of this second; seconds that have passed since the last one count nothing. A clock that steps back stays where it was. */
    private int second(Instant now) {
        long current = Math.max(now.getEpochSecond(), last);
        long from = Math.max(last == Long.MIN_VALUE ? current - SECONDS : last, current - SECONDS);
        for (long passed = from + 1; passed <= current; passed++) {
            bad[Math.floorMod(passed, SECONDS)] = 0;
            taken[Math.floorMod(passed, SECONDS)] = 0;
        }
        last = current;
        return Math.floorMod(current, SECONDS);
    }
}
