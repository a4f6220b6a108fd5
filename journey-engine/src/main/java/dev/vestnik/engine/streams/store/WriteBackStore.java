package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB with the customers' recently used states before it: a customer who has just been here comes again soon, and a read or a write
 * of RocksDB costs more than the decision. A changed state is written when room is needed and it was not changed for longest, when all
 * states are read, or when a {@link StoreCheckpoint} comes to it.
 *
 * <p>Each state says when its customer is to be woken; the {@link WakeupIndex} is made from that, here, whenever a state is put or
 * restored. So it is on the disk alone: no changelog has it.
 *
 * <p>Nothing is lost by writing late: the changelog, one layer above, has every change in its transaction. What is written waits in
 * Kafka Streams' buffer for the commit of that transaction ("transactional stores"), and the offsets that are committed with it are those
 * up to which the disk has everything. However a task ends, the disk has nothing that was not committed, and the changelog is restored
 * from those offsets on. A state that is newer on the disk is the older one for a moment then; the last one of the changelog counts.
 */
public final class WriteBackStore implements KeyValueStore<Bytes, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(WriteBackStore.class);

    private static final Position NO_POSITION = Position.emptyPosition();

    private final KeyValueStore<Bytes, byte[]> disk;
    private final OpenStores open;
    private final BatchedStore batched;
    private final CachedStates states;
    private final StoreCheckpoint checkpoint;
    /** Whether something was restored since the last {@link #commit}. */
    private boolean restored;
    /** Whether the disk had something when the store was opened: what is restored comes on top of it. */
    private boolean onTop;

    private @Nullable TaskId task;
    private @Nullable WakeupIndex wakeUps;
    private @Nullable ParkedIndex parked;
    private @Nullable TaskIndex tasks;

    WriteBackStore(KeyValueStore<Bytes, byte[]> disk, OpenStores open) {
        this.disk = disk;
        this.open = open;
        this.batched = new BatchedStore(disk);
        this.states = new CachedStates(disk, batched, open);
        this.checkpoint = new StoreCheckpoint(states, disk);
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        disk.init(new RestoringContext(context, this::restore), root);
        if (task == null) {
            task = context.taskId();
            wakeUps = new WakeupIndex(batched);
            parked = new ParkedIndex(batched);
            tasks = new TaskIndex(batched);
            onTop = hasEntries();
            open.opened(task, this);
        }
    }

    private boolean hasEntries() {
        try (KeyValueIterator<Bytes, byte[]> entries = disk.all()) {
            return entries.hasNext();
        }
    }

    /** While the store is open. */
    WakeupIndex wakeUps() {
        return Objects.requireNonNull(wakeUps, "before init");
    }

    /** While the store is open. */
    ParkedIndex parked() {
        return Objects.requireNonNull(parked, "before init");
    }

    /** While the store is open. */
    TaskIndex tasks() {
        return Objects.requireNonNull(tasks, "before init");
    }

    private synchronized void restore(Collection<KeyValue<byte[], byte[]>> entries) {
        restored = true;
        for (KeyValue<byte[], byte[]> entry : entries) {
            if (StoreKeys.isLogged(entry.key)) {
                put(Bytes.wrap(entry.key), entry.value);
                settle(entry.key, entry.value);
            } else {
                log.error("restore=skipped task={} cause=\"a key that no engine writes\"", task);
            }
        }
    }

    /**
     * Sets the indexes of a customer: on the disk they may be younger than the state there. Where the state in between is no longer in the
     * changelog, no difference between two states takes it back. A wake-up of that kind is removed when it is due.
     */
    private void settle(byte[] key, byte @Nullable [] state) {
        if (onTop && StoreKeys.isState(key)) {
            parked().settle(key, state);
            tasks().settle(key, state);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a store's answer for "not there" is null
    public synchronized byte[] get(Bytes key) {
        byte[] bytes = key.get();
        return StoreKeys.isState(bytes) ? states.get(bytes) : batched.get(bytes);
    }

    @Override
    public synchronized void put(Bytes key, byte @Nullable [] value) {
        if (StoreKeys.isState(key.get())) {
            byte @Nullable [] before = states.get(key.get());
            wakeUps().changed(key.get(), before, value);
            parked().changed(key.get(), before, value);
            tasks().changed(key.get(), before, value);
            states.put(key.get(), value);
        } else {
            batched.put(key.get(), value);
        }
    }

    /**
     * Writes all states that have changed, on another thread than the one that decides: some milliseconds at a time, with as long a pause
     * between. It follows what is carried on meanwhile, but ends after twice the chunks that there were, however fast states are put.
     */
    void writeAllSlowly() {
        long chunk = firstChanged();
        long end = 2 * nextChunk() - chunk;
        while (chunk < Math.min(end, nextChunk())) {
            long from = System.nanoTime();
            writeChanged(chunk++);
            LockSupport.parkNanos(System.nanoTime() - from);
        }
    }

    private synchronized long firstChanged() {
        return states.firstChanged();
    }

    private synchronized long nextChunk() {
        return states.nextChunk();
    }

    private synchronized void writeChanged(long chunk) {
        states.writeChanged(chunk);
    }

    @Override
    @SuppressWarnings("NullAway")
    public synchronized byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public synchronized void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public synchronized byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    /**
     * Where there are states between the two keys, writes them first: the thread that asks is not the one that decides. A state that is
     * changed meanwhile may be read as it was before.
     */
    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        if (StoreKeys.isState(from.get())) {
            writeAllSlowly();
        }
        return batched.range(from.get(), to.get());
    }

    /** The same without what has changed and is not written yet. */
    KeyValueIterator<Bytes, byte[]> onDisk(byte[] from, byte[] to) {
        return batched.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        writeAllSlowly();
        batched.flush();
        return disk.all();
    }

    @Override
    public long approximateNumEntries() {
        return disk.approximateNumEntries();
    }

    /**
     * Writes what the {@link StoreCheckpoint} has come to, and the offsets that it has reached. Called after each transaction, so a call that
     * has nothing to write costs next to nothing.
     *
     * @param changelogOffsets empty where the task is given up with all it has: the disk stays as it was at the last commit
     */
    @Override
    public synchronized void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (changelogOffsets.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> reached = checkpoint.follow(changelogOffsets);
        if (restored) {
            wakeUps().skipDeleted();
            restored = false;
        }
        batched.flush();
        disk.commit(reached);
    }

    @Override
    public long approximateNumUncommittedBytes() {
        return disk.approximateNumUncommittedBytes();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return disk.committedOffset(partition);
    }

    @Override
    public boolean managesOffsets() {
        return disk.managesOffsets();
    }

    @Override
    public boolean persistent() {
        return disk.persistent();
    }

    @Override
    public boolean isOpen() {
        return disk.isOpen();
    }

    /** None: only queries that are to see at least some position ask for one, and Kafka Streams copies it with each change. */
    @Override
    public Position getPosition() {
        return NO_POSITION;
    }

    @Override
    public synchronized void close() {
        if (task != null) {
            open.closed(task, this);
            task = null;
        }
        wakeUps = null;
        parked = null;
        tasks = null;
        states.clear();
        batched.clear();
        checkpoint.forget();
        disk.close();
    }
}
