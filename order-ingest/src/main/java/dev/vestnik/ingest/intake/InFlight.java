package dev.vestnik.ingest.intake;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request that were sent and not acknowledged yet: a bounded number. A thread that waits here waits as long as
 * acknowledgements keep coming; without one for the time of patience, Kafka counts as away.
 */
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Long> outstanding = new TreeSet<>();
    private final int limit;
    private final long patience;
    private long acknowledged;
    private long lastProgress = System.nanoTime();
    private @Nullable Throwable failure;

    InFlight(int limit, Duration patience) {
        this.limit = limit;
        this.patience = patience.toNanos();
    }

    /** Waits for room; false when Kafka is away. */
    boolean begin(long index) throws InterruptedException {
        lock.lock();
        try {
            if (!fallsBelow(limit)) {
                return false;
            }
            if (outstanding.isEmpty()) {
                lastProgress = System.nanoTime();
            }
            outstanding.add(index);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the acknowledgements of everything; false when Kafka is away. */
    boolean finish() throws InterruptedException {
        lock.lock();
        try {
            return fallsBelow(1);
        } finally {
            lock.unlock();
        }
    }

    private boolean fallsBelow(int count) throws InterruptedException {
        while (failure == null && outstanding.size() >= count) {
            long left = lastProgress + patience - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            changed.awaitNanos(left);
        }
        return failure == null;
    }

    void acknowledged(long index) {
        lock.lock();
        try {
            outstanding.remove(index);
            acknowledged++;
            lastProgress = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The event will not be sent: it was refused. */
    void dropped(long index) {
        lock.lock();
        try {
            outstanding.remove(index);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come of this request; true for the first to say so. */
    boolean failed(Throwable cause) {
        lock.lock();
        try {
            boolean first = failure == null;
            failure = cause;
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Why Kafka counts as away. */
    String problem() {
        lock.lock();
        try {
            return failure == null ? "no acknowledgement from Kafka in time" : "Kafka does not take events now";
        } finally {
            lock.unlock();
        }
    }

    long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /** The first event that is not known to be in Kafka, {@code next} when all before it are. */
    long firstOpen(long next) {
        lock.lock();
        try {
            return outstanding.isEmpty() ? next : outstanding.first();
        } finally {
            lock.unlock();
        }
    }
}
