package dev.vestnik.engine.streams.store;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The place up to which a task's disk has followed its changelog: everything before it is written, so that after a crash only what came
 * later is restored. Rounds move it forward. A round begins when much has changed, notes the offsets of that commit, and writes what had changed
 * by then, a part at each commit; when it is through, the noted offsets hold. Not thread-safe.
 */
final class StoreCheckpoint {
    /** A round writes its chunks in about so many commits. */
    private static final int PARTS = 20;

    private final CachedStates states;
    private final StateStore disk;
    /** The offsets that hold; null: those that the disk says. */
    private @Nullable Map<TopicPartition, Long> reached;
    /** The offsets that hold when the round is through; null between two rounds. */
    private @Nullable Map<TopicPartition, Long> aim;
    /** The number of the first chunk that the round leaves. */
    private long end;
    /** The chunks that the round writes at each commit. */
    private long part;

    StoreCheckpoint(CachedStates states, StateStore disk) {
        this.states = states;
        this.disk = disk;
    }

    /**
     * Moves on by one part.
     *
     * @param committed the offsets of the changelog that has been committed: all states that are here are in it
     * @return the offsets that the disk may be said to have; null for a partition of which it must be restored from the beginning
     */
    Map<TopicPartition, Long> follow(Map<TopicPartition, Long> committed) {
        if (aim != null) {
            write(aim);
        } else if (!states.haveChanged()) {
            reached = committed;
        } else if (states.wantWriting()) {
            begin(committed);
            write(committed);
        }
        return reached == null ? onDisk(committed) : reached;
    }

    private void begin(Map<TopicPartition, Long> committed) {
        aim = committed;
        end = states.nextChunk();
        part = 1 + (end - states.firstChanged()) / PARTS;
        states.willBeWritten();
    }

    /** @param offsets those that hold once all is written */
    private void write(Map<TopicPartition, Long> offsets) {
        if (states.writeChanged(part, end)) {
            reached = offsets;
            aim = null;
        }
    }

    /** The store is closed: the next one to open it asks the disk. */
    void forget() {
        reached = null;
        aim = null;
    }

    private Map<TopicPartition, Long> onDisk(Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committed.keySet().forEach(partition -> offsets.put(partition, disk.committedOffset(partition)));
        return offsets;
    }
}
