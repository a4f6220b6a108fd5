package dev.vestnik.engine.compile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work for {@link CompileThreads}. An exception or error that it throws is its outcome, and nobody else's trouble.
 *
 * <p>Its time is that of the processor, so that it does not depend on what else the machine has to do. One that takes none, since it
 * waits for something, has {@value #WALL} times as much by the clock.
 */
public final class Job<T> implements Runnable, Comparable<Job<?>> {
    private static final int WALL = 6;
    private static final long LOOK_MS = 20;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final long rank;
    private final long number;
    private final Supplier<T> work;
    private final Runnable ended;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable CompileOutcome<T> outcome;
    private long beganAt;
    private long cpuBefore;
    private @Nullable Thread thread;
    private boolean givenUp;

    /**
     * @param rank smaller goes first
     * @param number of equal rank, smaller goes first
     * @param ended is called when there is an outcome, on the thread that has it
     */
    Job(long rank, long number, Supplier<T> work, Runnable ended) {
        this.rank = rank;
        this.number = number;
        this.work = work;
        this.ended = ended;
    }

    @Override
    public int compareTo(Job<?> other) {
        return rank == other.rank ? Long.compare(number, other.number) : Long.compare(rank, other.rank);
    }

    @Override
    public void run() {
        if (begin()) {
            outcome = attempt();
            end();
            done.countDown();
            ended.run();
        }
    }

    private synchronized boolean begin() {
        if (!givenUp) {
            beganAt = System.nanoTime();
            cpuBefore = CPU.getCurrentThreadCpuTime();
            thread = Thread.currentThread();
            begun.countDown();
        }
        return !givenUp;
    }

    private CompileOutcome<T> attempt() {
        try {
            return new CompileOutcome.Done<>(work.get());
        } catch (Throwable e) { // the document's doing, whatever it is
            return new CompileOutcome.Failed<>(e);
        }
    }

    /** Ends the job: from here on an interrupt would be the next job's. */
    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    /**
     * Does not want the outcome any more. A job that has begun is interrupted; it may go on nevertheless, since Java ends no thread.
     */
    public synchronized void giveUp() {
        givenUp = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    public Optional<CompileOutcome<T>> outcome() {
        return Optional.ofNullable(outcome);
    }

    public boolean begun() {
        return begun.getCount() == 0;
    }

    /** Waits at most this long for a thread to take it; true when one has. */
    public boolean begins(Duration patience) throws InterruptedException {
        return begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until there is an outcome, or the job has used up this time. */
    public Optional<CompileOutcome<T>> outcome(Duration limit) throws InterruptedException {
        while (!done.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
            if (usedUp(limit)) {
                return outcome();
            }
        }
        return outcome();
    }

    /** Whether it is at work and has been for longer than this. */
    public synchronized boolean usedUp(Duration limit) {
        if (thread == null) {
            return false;
        }
        long wall = System.nanoTime() - beganAt;
        long cpu = CPU.getThreadCpuTime(thread.threadId());
        return (cpu < 0 ? wall : cpu - cpuBefore) > limit.toNanos() || wall > WALL * limit.toNanos();
    }
}
