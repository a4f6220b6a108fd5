package dev.vestnik.engine.streams.progress;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.TaskId;

/** The work that one task is at: written by its thread, read by others. Times are of {@link System#nanoTime}. */
public final class TaskProgress {
    /** One decision takes microseconds; its transaction is given up after 10 s. */
    private static final long LONGEST_DECISION = TimeUnit.SECONDS.toNanos(10);
    /** A task that has something to do and gets nothing done for so long is stalled. */
    private static final long LONGEST_IDLE = TimeUnit.SECONDS.toNanos(30);

    private final TaskId task;
    private volatile long busySince;
    private volatile boolean busy;
    private volatile long workedAt = System.nanoTime();
    private volatile long earliestDue = Long.MAX_VALUE;

    TaskProgress(TaskId task) {
        this.task = task;
    }

    TaskId task() {
        return task;
    }

    /** A record or wake-up is taken in hand. */
    long begin() {
        long now = System.nanoTime();
        busySince = now;
        busy = true;
        return now;
    }

    /** The record or wake-up is done. */
    void end() {
        busy = false;
        workedAt = System.nanoTime();
    }

    /** @param due when the earliest wake-up is due, milliseconds since 1970; {@link Long#MAX_VALUE} for none */
    public void earliest(long due) {
        earliestDue = due;
    }

    /**
     * Whether it gets nothing done.
     *
     * @param lag records that wait for it
     * @param nowMillis since 1970
     */
    boolean isStalled(long lag, long now, long nowMillis) {
        if (busy) {
            return now - busySince > LONGEST_DECISION;
        }
        boolean overdue = earliestDue < nowMillis - TimeUnit.NANOSECONDS.toMillis(LONGEST_IDLE);
        return (lag > 0 || overdue) && now - workedAt > LONGEST_IDLE;
    }
}
