package dev.vestnik.rules.work;

import org.jspecify.annotations.Nullable;

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

    private final long most;
    private final @Nullable Work whole;
    private long done;

    /** The work of one text or condition. */
    public Work() {
        this(MOST, null);
    }

    private Work(long most, @Nullable Work whole) {
        this.most = most;
        this.whole = whole;
    }

    /** The work of something larger than one text or condition. */
    public static Work of(long most) {
        return new Work(most, null);
    }

    /**
     * A part of this work: units that it takes this one takes too, and where there are none left here there are none left there.
     */
    public Work part(long mostOfPart) {
        return new Work(mostOfPart, this);
    }

    /**
     * Counts these units; false when there are now too many, from then on always. The whole is charged with what this part had left, at
     * most: units that one part asks for in vain are not taken from the others.
     */
    public boolean take(long units) {
        long left = Math.max(0, most - done);
        done = units > left ? most + 1 : done + units;
        if (whole != null) {
            whole.take(Math.min(units, left));
        }
        return !spent();
    }

    public boolean spent() {
        return done > most || whole != null && whole.spent();
    }

    /** The units so far; where there were too many, one more than there may be. */
    public long done() {
        return done;
    }
}
