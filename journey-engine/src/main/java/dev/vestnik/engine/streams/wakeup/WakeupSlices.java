package dev.vestnik.engine.streams.wakeup;

import java.time.Duration;

/**
 * Limits how long a task may go on with its due wake-ups, or with a campaign, before events have their turn. The tasks of a stream thread share one slice, and
 * each that has more due than it got round to gets the same part of it: none waits behind another's million.
 */
public final class WakeupSlices {
    private final long sliceNanos;
    private final ThreadLocal<Share> threads = ThreadLocal.withInitial(Share::new);

    private static final class Share {
        private int behind;
    }

    public WakeupSlices(Duration slice) {
        this.sliceNanos = slice.toNanos();
    }

    public long sliceNanos() {
        return sliceNanos / Math.max(1, threads.get().behind);
    }

    /** Whether a task of this thread is behind, so that the thread must not wait for events. */
    public boolean isBehind() {
        return threads.get().behind > 0;
    }

    /** A task of this thread has got behind. */
    public void behind() {
        threads.get().behind++;
    }

    /** A task of this thread that was behind has caught up. */
    public void caughtUp() {
        threads.get().behind--;
    }
}
