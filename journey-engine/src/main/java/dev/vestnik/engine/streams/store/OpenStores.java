package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.engine.streams.walk.Scan;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.TaskId;

/** The stores that are open, by their task. They share the memory for recently used states, each the same part of it. */
public final class OpenStores {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();
    private final Map<TaskId, WriteBackStore> open = new ConcurrentHashMap<>();

    /** @param bytes for recently used states, of all stores together */
    public OpenStores(long bytes) {
        this.bytes = bytes;
    }

    void opened(TaskId task, WriteBackStore store) {
        open.put(task, store);
    }

    void closed(TaskId task, WriteBackStore store) {
        open.remove(task, store);
    }

    /** The bytes that one of the open stores may hold. */
    long each() {
        return bytes / Math.max(1, open.size());
    }

    /** Whether there is room for so many bytes more; they are taken then. */
    boolean take(long more) {
        boolean fits = taken.addAndGet(more) <= bytes;
        if (!fits) {
            taken.addAndGet(-more);
        }
        return fits;
    }

    /** Gives back so many bytes of those that were taken. */
    void release(long less) {
        taken.addAndGet(-less);
    }

    /** The wake-ups of a task whose store is open. */
    public WakeupIndex wakeUps(TaskId task) {
        return of(task).wakeUps();
    }

    /** The parked instances of a task whose store is open. */
    public ParkedIndex parked(TaskId task) {
        return of(task).parked();
    }

    /** The tasks for people of a task whose store is open. */
    public TaskIndex tasks(TaskId task) {
        return of(task).tasks();
    }

    /** Begins to read all states of a task whose store is open. */
    public Scan scan(TaskId task) {
        return scan(task, new byte[0]);
    }

    /**
     * Likewise the states from this key of the store on.
     *
     * @param from empty: from the first one on
     */
    public Scan scan(TaskId task, byte[] from) {
        return new StateScan(of(task), from);
    }

    private WriteBackStore of(TaskId task) {
        return Objects.requireNonNull(open.get(task), () -> "no open store of task " + task);
    }
}
