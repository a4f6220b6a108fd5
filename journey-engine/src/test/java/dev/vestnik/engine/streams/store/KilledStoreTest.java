package dev.vestnik.engine.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.Disks;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task's store that is killed at any point: between two changes, between the commit of their transaction and that of the disk, in the
 * middle of a round of the checkpoint, with what RocksDB had only in memory. Restored from the offset that its disk says, it has what the
 * committed changelog says, and its index too; also where the changelog was compacted meanwhile.
 */
class KilledStoreTest {
    private static final TaskId TASK = new TaskId(0, 0);
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
    private static final long NOON = 1_795_435_200_000L;
    private static final int CUSTOMERS = 300;

    private record Change(Bytes key, byte @Nullable [] value) {}

    @TempDir
    private Path dir;

    private OpenStores open;
    private BatchingStateRestoreCallback restore;
    private KeyValueStore<Bytes, byte[]> store;

    /** By offset; null where compaction has removed it. */
    private final List<@Nullable Change> changelog = new ArrayList<>();

    private final List<Change> transaction = new ArrayList<>();
    private long restored;
    private boolean compacted;

    private void open(boolean flushed) {
        Properties config = flushed ? Disks.transactional() : Disks.killed();
        StateStoreContext mock =
                new MockProcessorContext<byte[], byte[]>(config, TASK, dir.toFile()).getStateStoreContext();
        StateStoreContext context = (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateStoreContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        restore = (BatchingStateRestoreCallback) arguments[1];
                        return null;
                    }
                    return method.invoke(mock, arguments);
                });
        open = new OpenStores(4 << 20);
        store = WriteBackSupplier.of("customers", open).get();
        store.init(context, store);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasCommittedIsThereAgainWhereverItWasKilled(long seed) {
        Random random = new Random(seed);
        long whole = 0;
        for (int life = 0; life < 12; life++) {
            open(random.nextInt(4) == 0);
            restore(random);
            whole += changelog.size();
            check("seed " + seed + ", life " + life);
            live(random);
            store.close(); // what was not committed, and what RocksDB has in no file, is lost
            if (seed % 2 == 0) {
                compact(random);
            }
        }
        assertThat(restored).as("seed %d: only the tail is restored", seed).isLessThan(whole);
    }

    private void live(Random random) {
        int transactions = 40 + random.nextInt(100);
        for (int i = 0; i < transactions; i++) {
            int changes = random.nextInt(20);
            for (int j = 0; j < changes; j++) {
                change(random);
            }
            if (random.nextInt(30) == 0) {
                store.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))
                        .close(); // a question to all: it writes what has changed, committed or not
            }
            open.wakeUps(TASK).saveCursors(NOON + i * 400L);
            boolean last = i == transactions - 1;
            if (last && random.nextInt(3) == 0) {
                break; // killed before the transaction is committed
            }
            changelog.addAll(transaction);
            transaction.clear();
            if (last && random.nextInt(3) == 0) {
                break; // killed before the disk hears of it
            }
            commit();
        }
        transaction.clear();
    }

    private void commit() {
        store.commit(Map.of(CHANGELOG, changelog.size() - 1L));
    }

    private void change(Random random) {
        byte[] customer = ("main/c" + random.nextInt(CUSTOMERS)).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            put(
                    StoreKeys.timeline(customer, random.nextInt(5)),
                    new byte[] {(byte) random.nextInt(100), (byte) random.nextInt(100)});
        } else {
            Bytes key = Bytes.wrap(StoreKeys.state(customer));
            store.get(key);
            put(key.get(), random.nextInt(8) == 0 ? null : value(random));
        }
    }

    private void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(key), value);
        transaction.add(new Change(Bytes.wrap(key), value));
    }

    /** A state as it is written: its format, when it is to be woken, and something. */
    private static byte[] value(Random random) {
        byte[] filler = new byte[random.nextInt(4_000)];
        random.nextBytes(filler);
        ByteBuffer out = ByteBuffer.allocate(30 + filler.length).put((byte) 2);
        for (int i = 0; i < 2; i++) {
            long rest = random.nextInt(3) == 0 ? 0 : NOON + random.nextInt(60_000) + 1;
            while ((rest & ~0x7fL) != 0) {
                out.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            out.put((byte) rest);
        }
        out.put(filler);
        return Arrays.copyOf(out.array(), out.position());
    }

    private void restore(Random random) {
        Long offset = store.committedOffset(CHANGELOG);
        int at = offset == null ? 0 : (int) (offset + 1);
        while (at < changelog.size()) {
            int end = Math.min(changelog.size(), at + 1 + random.nextInt(200));
            List<KeyValue<byte[], byte[]>> records = new ArrayList<>();
            for (Change change : changelog.subList(at, end)) {
                if (change != null) {
                    records.add(new KeyValue<>(change.key().get(), change.value()));
                }
            }
            restore.restoreAll(records);
            restored += records.size();
            at = end;
            if (random.nextInt(3) == 0) {
                store.commit(Map.of(CHANGELOG, at - 1L));
            }
        }
        commit();
    }

    /** Removes what a later record of the same key has made old, of a part of the changelog. */
    private void compact(Random random) {
        compacted = true;
        int end = random.nextInt(changelog.size() + 1);
        TreeSet<Bytes> later = new TreeSet<>();
        for (int offset = changelog.size() - 1; offset >= 0; offset--) {
            Change change = changelog.get(offset);
            if (change != null && !later.add(change.key()) && offset < end) {
                changelog.set(offset, null);
            }
        }
    }

    private void check(String where) {
        Map<Bytes, byte[]> expected = new HashMap<>();
        for (Change change : changelog) {
            if (change != null) {
                expected.put(change.key(), change.value());
            }
        }
        expected.values().removeIf(value -> value == null);
        expected.forEach((key, value) -> assertThat(store.get(key)).as(where).isEqualTo(value));
        Map<Bytes, byte[]> states = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all =
                store.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))) {
            all.forEachRemaining(one -> states.put(one.key, one.value));
        }
        assertThat(states.keySet())
                .as(where)
                .isEqualTo(new TreeSet<>(expected.keySet().stream()
                        .filter(key -> StoreKeys.isState(key.get()))
                        .toList()));
        for (WakeClass wakeClass : List.of(WakeClass.SERVICE, WakeClass.MARKETING)) {
            TreeSet<String> armed = armed(expected, wakeClass);
            if (compacted) { // one that no state knows of is removed when it is due
                assertThat(wakeUps(wakeClass)).as("%s, %s", where, wakeClass).containsAll(armed);
            } else {
                assertThat(wakeUps(wakeClass)).as("%s, %s", where, wakeClass).isEqualTo(armed);
            }
        }
    }

    private static TreeSet<String> armed(Map<Bytes, byte[]> states, WakeClass wakeClass) {
        TreeSet<String> armed = new TreeSet<>();
        states.forEach((key, value) -> {
            long at = StoreKeys.isState(key.get()) ? StateCodec.armed(value, wakeClass) : StateCodec.NOT_ARMED;
            if (at != StateCodec.NOT_ARMED) {
                armed.add(at + " " + StoreKeys.customerOf(key.get()));
            }
        });
        return armed;
    }

    private TreeSet<String> wakeUps(WakeClass wakeClass) {
        TreeSet<String> found = new TreeSet<>();
        List<Due> due = open.wakeUps(TASK).due(wakeClass, NOON * 2, Integer.MAX_VALUE);
        due.forEach(one -> found.add(one.at() + " " + new String(one.customer(), StandardCharsets.UTF_8)));
        if (!due.isEmpty()) {
            open.wakeUps(TASK).back(due.getFirst());
        }
        return found;
    }
}
