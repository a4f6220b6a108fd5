package dev.vestnik.engine.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index is what the states say: decisions, restorations, questions of other threads, ticks that end early, orderly ends. */
class StatesAndWakeUpsTest {
    private static final TaskId TASK = new TaskId(0, 0);
    private static final long NOON = 1_795_435_200_000L;

    @TempDir
    private Path dir;

    private OpenStores open;
    private BatchingStateRestoreCallback restore;
    private KeyValueStore<Bytes, byte[]> store;

    private final Map<Integer, long[]> model = new HashMap<>();
    private final Map<Integer, byte[]> bytes = new HashMap<>();
    private long now = NOON;

    private void open() {
        StateStoreContext mock = new MockProcessorContext<byte[], byte[]>(Disks.transactional(), TASK, dir.toFile())
                .getStateStoreContext();
        StateStoreContext context = (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateStoreContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        restore = (BatchingStateRestoreCallback) arguments[1];
                        return null;
                    }
                    return method.invoke(mock, arguments);
                });
        open = new OpenStores(1 << 20);
        store = WriteBackSupplier.of("customers", open).get();
        store.init(context, store);
    }

    /** A state as it is written: its format, when it is to be woken, and something. */
    private static byte[] value(long service, long marketing, int filler) {
        ByteBuffer out = ByteBuffer.allocate(30 + filler).put((byte) 2);
        for (long at : new long[] {service + 1, marketing + 1}) {
            long rest = at;
            while ((rest & ~0x7fL) != 0) {
                out.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            out.put((byte) rest);
        }
        return Arrays.copyOf(out.array(), out.position() + filler);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theIndexIsWhatTheStatesSay(long seed) throws Exception {
        Random random = new Random(seed);
        for (int life = 0; life < 4; life++) {
            open();
            AtomicBoolean end = new AtomicBoolean();
            AtomicReference<Throwable> failed = new AtomicReference<>();
            KeyValueStore<Bytes, byte[]> asked = store;
            Thread asker = Thread.ofVirtual().start(() -> ask(asked, end, failed));
            for (int step = 0; step < 4_000; step++) {
                step(random);
            }
            end.set(true);
            asker.join();
            assertThat(failed.get()).isNull();
            if (random.nextBoolean()) {
                check();
            }
            store.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))
                    .close();
            store.commit(Map.of(new TopicPartition("changelog", 0), life + 1L));
            store.close();
        }
        open();
        check();
        store.close();
    }

    private void step(Random random) {
        int customer = random.nextInt(1_500);
        Bytes key = key(customer);
        switch (random.nextInt(12)) {
            case 0 -> {
                store.get(key);
                store.put(key, null);
                model.remove(customer);
                bytes.remove(customer);
            }
            case 1 -> {
                now += random.nextInt(200) - 20;
                tick(random);
            }
            case 2 -> open.wakeUps(TASK).saveCursors(now);
            default -> change(customer, key, random);
        }
    }

    private void change(int customer, Bytes key, Random random) {
        long[] armed = {
            random.nextInt(3) == 0 ? -1 : now + random.nextInt(3_000) - 500,
            random.nextInt(3) == 0 ? -1 : now + random.nextInt(3_000) - 500
        };
        byte[] value = value(armed[0], armed[1], random.nextInt(6_000));
        assertThat(store.get(key)).isEqualTo(bytes.get(customer));
        if (random.nextInt(4) == 0) {
            restore.restoreAll(
                    List.of(new KeyValue<>(key.get(), value(now + 77, -1, 10)), new KeyValue<>(key.get(), value)));
        } else {
            store.put(key, value);
        }
        model.put(customer, armed);
        bytes.put(customer, value);
    }

    private static Bytes key(int customer) {
        return Bytes.wrap(StoreKeys.state(("main/c" + customer).getBytes(StandardCharsets.UTF_8)));
    }

    /** Fires what is due, as far as it gets. */
    private void tick(Random random) {
        for (WakeClass wakeClass : List.of(WakeClass.SERVICE, WakeClass.MARKETING)) {
            int which = wakeClass == WakeClass.SERVICE ? 0 : 1;
            List<Due> due = open.wakeUps(TASK).due(wakeClass, now, 20);
            int most = random.nextInt(25);
            for (Due one : due) {
                if (most-- == 0) {
                    open.wakeUps(TASK).back(one);
                    break;
                }
                int customer = Integer.parseInt(new String(one.customer(), StandardCharsets.UTF_8).substring(6));
                assertThat(model.get(customer)[which]).isEqualTo(one.at());
                long[] armed = model.get(customer).clone();
                armed[which] =
                        random.nextInt(4) == 0 ? one.at() : random.nextBoolean() ? -1 : now + random.nextInt(900);
                byte[] value = value(armed[0], armed[1], random.nextInt(6_000));
                store.put(Bytes.wrap(StoreKeys.state(one.customer())), value);
                if (armed[which] == one.at()) {
                    open.wakeUps(TASK).back(one);
                }
                model.put(customer, armed);
                bytes.put(customer, value);
            }
        }
    }

    private void check() {
        for (WakeClass wakeClass : List.of(WakeClass.SERVICE, WakeClass.MARKETING)) {
            int which = wakeClass == WakeClass.SERVICE ? 0 : 1;
            TreeSet<String> expected = new TreeSet<>();
            model.forEach((customer, armed) -> {
                if (armed[which] >= 0) {
                    expected.add(armed[which] + " main/c" + customer);
                }
            });
            List<Due> due = open.wakeUps(TASK).due(wakeClass, NOON * 2, Integer.MAX_VALUE);
            List<String> found = new ArrayList<>();
            due.forEach(one -> found.add(one.at() + " " + new String(one.customer(), StandardCharsets.UTF_8)));
            if (!due.isEmpty()) {
                open.wakeUps(TASK).back(due.getFirst());
            }
            assertThat(new TreeSet<>(found)).isEqualTo(expected);
            assertThat(found).hasSameSizeAs(expected);
        }
    }

    private static void ask(KeyValueStore<Bytes, byte[]> store, AtomicBoolean end, AtomicReference<Throwable> failed) {
        Random random = new Random();
        try {
            while (!end.get()) {
                for (int i = 0; i < 50; i++) {
                    store.get(Bytes.wrap(
                            StoreKeys.state(("main/c" + random.nextInt(1_500)).getBytes(StandardCharsets.UTF_8))));
                }
                if (random.nextInt(20) == 0) {
                    try (KeyValueIterator<Bytes, byte[]> all =
                            store.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))) {
                        while (all.hasNext()) {
                            if (all.next().value[0] != 2) {
                                throw new IllegalStateException("not a state");
                            }
                        }
                    }
                }
            }
        } catch (Throwable e) {
            failed.set(e);
        }
    }
}
