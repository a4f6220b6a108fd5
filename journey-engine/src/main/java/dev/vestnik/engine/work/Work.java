package dev.vestnik.engine.work;

/**
 * The work of one rendering or one evaluation, in units: a character read or written, an element of a list or map, a {@link #STEP} for
 * every part of a text or expression that runs. It is counted and not timed, so that the same input always ends in the same way. Not
 * thread-safe.
 */
public final class Work {
    /** More units than any text or condition needs; some 50 ms. */
    public static final long MOST = 5_000_000;

    /** The units of running one part. */
    public static final long STEP = 20;

    private long done;

    /** Counts these units; false when there are now more than {@link #MOST}, from then on always. */
    public boolean take(long units) {
        done = units > MOST - done ? MOST + 1 : done + units;
        return !spent();
    }

    public boolean spent() {
        return done > MOST;
    }

    /** The units so far; where there were too many, one more than {@link #MOST}. */
    public long done() {
        return done;
    }
}
