package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The door to the wire, in the order of coming: lets no more messages through at once than the gateway's window has room for. More attempts
 * than that may be open, so that the next message is at hand when an answer comes. Codes do not stand in line behind the others: these
 * stand before a door of their own first.
 */
final class WireGate {
    /** The longest wait at the gate: a message that waits longer gives its place back and is opened again later. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1L;
        private int size;

        Places(int size) {
            super(size, true);
            this.size = size;
        }

        void resize(int now) {
            if (now > size) {
                release(now - size);
            } else if (now < size) {
                reducePermits(size - now);
            }
            size = now;
        }

        boolean enter(long deadline) throws InterruptedException {
            return tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private final Places all;
    private final Places others;

    WireGate(int size) {
        this.all = new Places(size);
        this.others = new Places(size);
    }

    /** Waits for a place; false when none becomes free in time. */
    boolean enter(MessageClass messageClass) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            return messageClass == MessageClass.codes ? all.enter(deadline) : enterBehindCodes(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean enterBehindCodes(long deadline) throws InterruptedException {
        if (!others.enter(deadline)) {
            return false;
        }
        boolean entered = false;
        try {
            entered = all.enter(deadline);
        } finally {
            if (!entered) {
                others.release();
            }
        }
        return entered;
    }

    void leave(MessageClass messageClass) {
        all.release();
        if (messageClass != MessageClass.codes) {
            others.release();
        }
    }

    /**
     * Sets the number of places; messages inside keep theirs.
     *
     * @param forOthers the places that others than codes may have
     */
    synchronized void resize(int now, int forOthers) {
        all.resize(now);
        others.resize(forOthers);
    }
}
