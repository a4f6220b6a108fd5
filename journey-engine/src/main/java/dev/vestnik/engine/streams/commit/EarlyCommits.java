package dev.vestnik.engine.streams.commit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides how soon a stream thread may commit before its time, so that a message that is waited for goes out at once: not sooner than
 * {@link #APART} after the last commit, and as a rule not so often that commits take more than one part in {@link #PARTS} of the thread's
 * time. Nobody waits for that longer than {@link #MOST_APART}, or than half of the time where commits take longer themselves.
 */
public final class EarlyCommits {
    /** Between two commits at least: what is done meanwhile is one transaction. */
    static final Duration APART = Duration.ofMillis(20);
    /** A slow broker makes a commit take long: the time in which events are read must not go into waiting for it. */
    static final int PARTS = 8;
    /** A release of held messages makes commits slow by what they write, of which there is less in each the sooner it comes. */
    static final Duration MOST_APART = Duration.ofMillis(50);

    private final LongSupplier nanoTime;
    private final ThreadLocal<Commits> threads;

    /** The commits of one thread, in nanoseconds. */
    private static final class Commits {
        private long ended;
        private long cost;
        /** The time that the current commit has taken so far. */
        private long spent;

        private Commits(long since) {
            ended = since;
        }
    }

    public EarlyCommits() {
        this(System::nanoTime);
    }

    EarlyCommits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.threads = ThreadLocal.withInitial(() -> new Commits(nanoTime.getAsLong()));
    }

    /** Does a part of this thread's commit. */
    public void part(Runnable part) {
        Commits commits = threads.get();
        long begun = nanoTime.getAsLong();
        try {
            part.run();
        } finally {
            commits.spent += nanoTime.getAsLong() - begun;
        }
    }

    /** Does the last part of this thread's commit. */
    public void last(Runnable part) {
        part(part);
        Commits commits = threads.get();
        commits.ended = nanoTime.getAsLong();
        commits.cost = commits.spent;
        commits.spent = 0;
    }

    /** The time that this thread must not commit yet, in milliseconds rounded up; 0: it may. */
    long waitMillis() {
        Commits commits = threads.get();
        long share = Math.min(commits.cost * (PARTS - 1), MOST_APART.toNanos());
        long apart = Math.max(Math.max(APART.toNanos(), share), commits.cost);
        long wait = commits.ended + apart - nanoTime.getAsLong();
        return wait <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(wait) + 1;
    }

    /** A number that changes with each of this thread's commits. */
    long mark() {
        return threads.get().ended;
    }
}
