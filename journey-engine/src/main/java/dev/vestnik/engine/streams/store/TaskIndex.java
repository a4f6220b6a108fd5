package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TaskSection;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * A task's customers who have tasks for people: an index of what the states say, see {@link WriteBackStore}. An entry's key is that of the
 * state with another first byte, its value the tasks ({@link TaskEntry}). Those that are still to be done are counted in memory by queue
 * and minute, so that a million of them cost no more than the minutes in which they were made.
 */
public final class TaskIndex {
    private static final long MINUTE = 60_000;

    private final BatchedStore store;
    private final TaskSection section = new TaskSection();
    private final Map<String, ConcurrentSkipListMap<Long, Integer>> pending = new ConcurrentHashMap<>();

    TaskIndex(BatchedStore store) {
        this.store = store;
    }

    /** Follows a state; null where there was or is none. */
    void changed(byte[] stateKey, byte @Nullable [] before, byte @Nullable [] after) {
        if (TaskSection.same(before, after)) {
            return;
        }
        entries(before).forEach(entry -> count(entry, -1));
        List<TaskEntry> now = entries(after);
        now.forEach(entry -> count(entry, 1));
        store.put(StoreKeys.tasks(stateKey), now.isEmpty() ? null : TaskEntry.write(now));
    }

    /** Makes the entry what this state says, whatever it was. */
    void settle(byte[] stateKey, byte @Nullable [] state) {
        byte[] key = StoreKeys.tasks(stateKey);
        List<TaskEntry> now = entries(state);
        if (!now.isEmpty() || store.get(key) != null) {
            store.put(key, now.isEmpty() ? null : TaskEntry.write(now));
        }
    }

    private List<TaskEntry> entries(byte @Nullable [] state) {
        return section.read(state).stream().map(TaskEntry::of).toList();
    }

    private void count(TaskEntry entry, int more) {
        if (entry.status().isPending()) {
            pending.computeIfAbsent(entry.queue(), queue -> new ConcurrentSkipListMap<>())
                    .merge(entry.madeAt().toEpochMilli() / MINUTE, more, TaskIndex::sum);
        }
    }

    private static @Nullable Integer sum(Integer one, Integer other) {
        return one + other == 0 ? null : Integer.valueOf(one + other);
    }

    /**
     * Counts all, on a thread of its own; to be called once nothing but decisions changes states any more.
     *
     * @param queues hears of each queue with something to do
     */
    public void count(Consumer<String> queues) {
        pending.clear();
        KeyValueIterator<Bytes, byte[]> snapshot = store.range(StoreKeys.firstTasks(), StoreKeys.lastTasks());
        Thread.startVirtualThread(() -> count(snapshot, queues));
    }

    private void count(KeyValueIterator<Bytes, byte[]> entries, Consumer<String> queues) {
        try (entries) {
            while (entries.hasNext()) {
                for (TaskEntry entry : TaskEntry.read(entries.next().value)) {
                    count(entry, 1);
                    if (entry.status().isPending()) {
                        queues.accept(entry.queue());
                    }
                }
            }
        } catch (InvalidStateStoreException e) {
            // The task was closed meanwhile; nobody asks any more.
        }
    }

    /** The number of open tasks in the queue. */
    public long pending(String queue) {
        long sum =
                minutes(queue).values().stream().mapToLong(Integer::longValue).sum();
        return Math.max(0, sum);
    }

    /** The number of open tasks. */
    public long pending() {
        return pending.keySet().stream().mapToLong(this::pending).sum();
    }

    /** The minute in which the oldest task of the queue was made that is still to be done; null where there is none. */
    public @Nullable Instant oldest(String queue) {
        for (Map.Entry<Long, Integer> minute : minutes(queue).entrySet()) {
            if (minute.getValue() > 0) {
                return Instant.ofEpochMilli(minute.getKey() * MINUTE);
            }
        }
        return null;
    }

    private ConcurrentSkipListMap<Long, Integer> minutes(String queue) {
        ConcurrentSkipListMap<Long, Integer> minutes = pending.get(queue);
        return minutes == null ? new ConcurrentSkipListMap<>() : minutes;
    }
}
