package dev.vestnik.engine.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.Disks;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.FeatureLevel;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteBackStoreTest {
    private static final int ROOM_FOR_SOME = 5_000;
    /** How a state without a wake-up begins: its format, no service wake-up, no marketing one. */
    private static final String NO_WAKE_UP = "\2\0\0";

    private static final TaskId TASK = new TaskId(0, 0);
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
    private static final long NOON = 1_795_435_200_000L;

    @TempDir
    private Path dir;

    private OpenStores open;
    private KeyValueStore<byte[], byte[]> store;

    @BeforeEach
    void open() {
        open(ROOM_FOR_SOME);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void open(long bound) {
        open = new OpenStores(bound);
        store = Stores.keyValueStoreBuilder(
                        WriteBackSupplier.of("customers", open), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context(), store);
    }

    private StateStoreContext context() {
        return new MockProcessorContext<byte[], byte[]>(Disks.transactional(), TASK, dir.toFile())
                .getStateStoreContext();
    }

    @Test
    void whatWasWrittenLastIsReadWhetherOnDiskOrNot() {
        for (int i = 0; i < 1_000; i++) {
            store.put(state("c" + i), value("first"));
            store.put(state("c" + i), value("v" + i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(store.get(state("c" + i))).isEqualTo(value("v" + i));
        }
        store.put(state("c5"), null);
        assertThat(store.get(state("c5"))).isNull();
        assertThat(states()).hasSize(999).doesNotContainKey("c5");
    }

    @Test
    void whatWasWrittenIsThereAgainAfterTheNextCommit() {
        store.close();
        open(1_000_000);
        store.put(state("anna"), value("here"));
        store.put(state("boris"), value("here"));
        store.put(state("boris"), null);
        assertThat(states()).hasSize(1);
        store.commit(Map.of(CHANGELOG, 3L));
        store.close();
        open(1_000_000);
        assertThat(store.get(state("anna"))).isEqualTo(value("here"));
        assertThat(store.get(state("boris"))).isNull();
    }

    @Test
    void theOffsetsOfACommitHoldOnceAllThatHadChangedIsWritten() {
        store.close();
        KeyValueStore<Bytes, byte[]> written = reopen(new ArrayList<>());
        put(written, 0, 3_000);
        written.commit(Map.of(CHANGELOG, 3_000L));
        put(written, 3_000, 3_010);
        int commits = 0;
        while (written.committedOffset(CHANGELOG) == null) {
            commits++;
            written.commit(Map.of(CHANGELOG, 3_010L));
        }
        assertThat(commits).as("a part at each of them").isBetween(2, 30);
        assertThat(written.committedOffset(CHANGELOG)).isEqualTo(3_000);
        written.close();
    }

    @Test
    void aStoreInWhichNothingHasChangedFollowsEveryCommit() {
        store.commit(Map.of(CHANGELOG, 7L));
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(7);
        store.put(state("anna"), value("here"));
        store.commit(Map.of(CHANGELOG, 8L));
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(7);
    }

    private static void put(KeyValueStore<Bytes, byte[]> store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.put(Bytes.wrap(state("c" + i)), value("x".repeat(1_000)));
        }
    }

    /** As a count of all customers in a journey, asked over HTTP, does. */
    @Test
    void allStatesCanBeReadWhileTheyAreWritten() throws Exception {
        for (int i = 0; i < 500; i++) {
            store.put(state("c" + i), value("x".repeat(5_000)));
        }
        CompletableFuture<Map<String, String>> reading = CompletableFuture.supplyAsync(this::states);
        for (int i = 0; i < 500; i++) {
            store.put(state("c" + i), value("new"));
        }
        assertThat(reading.get(30, TimeUnit.SECONDS)).hasSize(500);
        assertThat(states())
                .hasSize(500)
                .allSatisfy((customer, value) -> assertThat(value).isEqualTo("new"));
    }

    @Test
    void aStoreThatCouldNotBeOpenedTakesNoPartOfTheMemory() {
        OpenStores one = new OpenStores(1_000);
        WriteBackSupplier.of("customers", one).get().close();
        assertThat(one.each()).isEqualTo(1_000);
    }

    @Test
    void otherKeysGoPastTheCacheInTheirOrder() {
        byte[] customer = text("main/anna");
        store.put(StoreKeys.timeline(customer, 1), text("b"));
        store.put(StoreKeys.timeline(customer, 0), text("a"));
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> slots =
                store.range(StoreKeys.timeline(customer, 0), StoreKeys.timeline(customer, 199))) {
            slots.forEachRemaining(slot -> found.add(new String(slot.value, StandardCharsets.UTF_8)));
        }
        assertThat(found).containsExactly("a", "b");
    }

    @Test
    void theWakeUpsAreThoseThatTheStatesSay() {
        store.put(state("anna"), wokenAt(NOON));
        store.put(state("boris"), wokenAt(NOON));
        store.put(state("boris"), wokenAt(NOON + 1));
        store.put(state("clara"), wokenAt(NOON));
        store.put(state("clara"), null);
        assertThat(due(NOON)).containsExactly("anna");
        store.put(state("anna"), wokenAt(NOON - 5));
        assertThat(due(NOON + 1)).containsExactly("anna", "boris");
        assertThat(open.wakeUps(TASK).pending(WakeClass.MARKETING)).isEqualTo(2);
    }

    /** Also where the records of the changelog are several of a customer, or come on top of what an earlier run left. */
    @Test
    void theWakeUpsAreThereAgainAfterARestoration() {
        store.put(state("anna"), wokenAt(NOON));
        store.put(state("boris"), wokenAt(NOON));
        writeAll();
        store.commit(Map.of(CHANGELOG, 1L));
        store.close();
        List<BatchingStateRestoreCallback> callbacks = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> restored = reopen(callbacks);
        callbacks
                .getFirst()
                .restoreAll(List.of(
                        new KeyValue<>(state("boris"), wokenAt(NOON + 1)),
                        new KeyValue<>(state("clara"), wokenAt(NOON)),
                        new KeyValue<>(state("clara"), wokenAt(NOON + 2)),
                        new KeyValue<>(state("anna"), null),
                        new KeyValue<>(StoreKeys.timeline(text("main/clara"), 0), text("entered"))));
        assertThat(due(NOON + 2)).containsExactly("boris", "clara");
        assertThat(restored.get(Bytes.wrap(StoreKeys.timeline(text("main/clara"), 0))))
                .isEqualTo(text("entered"));
        open.wakeUps(TASK).count();
        await().until(() -> open.wakeUps(TASK).pending(WakeClass.MARKETING) == 2);
        restored.close();
    }

    /** While it stands by nobody reads the wake-ups; what has fired elsewhere must not be in the way of the first one here. */
    @Test
    void theFirstReadingAfterAPromotionBeginsAtTheFirstWakeUp() {
        store.close();
        List<BatchingStateRestoreCallback> callbacks = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> standby = reopen(callbacks);
        for (int i = 0; i < 100; i++) {
            callbacks.getFirst().restoreAll(List.of(new KeyValue<>(state("c" + i), wokenAt(NOON + i))));
        }
        callbacks.getFirst().restoreAll(List.of(new KeyValue<>(state("c7"), wokenByServiceAt(NOON + 999))));
        for (int i = 0; i < 50; i++) {
            callbacks.getFirst().restoreAll(List.of(new KeyValue<>(state("c" + i), null)));
        }
        callbacks.getFirst().restoreAll(List.of(new KeyValue<>(state("c7"), wokenByServiceAt(NOON + 999))));
        standby.commit(Map.of(CHANGELOG, 151L));
        assertThat(open.wakeUps(TASK).earliest()).isEqualTo(NOON + 50);
        callbacks.getFirst().restoreAll(List.of(new KeyValue<>(state("late"), wokenAt(NOON + 10))));
        assertThat(due(NOON + 51)).containsExactly("late", "c50", "c51");
        standby.close();
    }

    /** As where another instance has taken the task, or the broker has refused the transaction. */
    @Test
    void anEndInTheMiddleOfATransactionLeavesWhatWasCommitted() {
        store.close();
        KeyValueStore<Bytes, byte[]> first = reopen(new ArrayList<>());
        first.put(Bytes.wrap(state("anna")), wokenAt(NOON));
        first.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))
                .close();
        first.commit(Map.of(CHANGELOG, 10L));
        first.put(Bytes.wrap(state("anna")), wokenAt(NOON + 60_000));
        first.put(Bytes.wrap(StoreKeys.timeline(text("main/anna"), 0)), text("never"));
        first.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))
                .close();
        first.commit(Map.of()); // given up
        first.close();
        KeyValueStore<Bytes, byte[]> second = reopen(new ArrayList<>());
        assertThat(second.get(Bytes.wrap(state("anna")))).isEqualTo(wokenAt(NOON));
        assertThat(second.get(Bytes.wrap(StoreKeys.timeline(text("main/anna"), 0))))
                .isNull();
        assertThat(due(NOON)).containsExactly("anna");
        second.close();
    }

    @Test
    void whatWasReadOnceIsNotReadFromTheDiskAgain() {
        store.close();
        AtomicInteger reads = new AtomicInteger();
        open = new OpenStores(1_000_000);
        KeyValueStore<Bytes, byte[]> disk =
                Stores.persistentKeyValueStore("customers").get();
        WriteBackStore before = new WriteBackStore(disk, open);
        before.init(context(), before);
        before.put(Bytes.wrap(state("anna")), value("here"));
        before.put(Bytes.wrap(state("boris")), value("here"));
        before.range(Bytes.wrap(StoreKeys.firstState()), Bytes.wrap(StoreKeys.lastState()))
                .close();
        before.commit(Map.of(CHANGELOG, 2L));
        before.close();
        WriteBackStore counted = new WriteBackStore(
                Disks.counting(
                        "get", Stores.persistentKeyValueStore("customers").get(), reads),
                open);
        counted.init(context(), counted);
        reads.set(0);
        for (int i = 0; i < 5; i++) {
            assertThat(counted.get(Bytes.wrap(state("anna")))).isEqualTo(value("here"));
            assertThat(counted.get(Bytes.wrap(state("boris")))).isEqualTo(value("here"));
        }
        assertThat(reads).hasValue(2);
        counted.close();
    }

    /** The disk is full while states make room: they are there all the same, and written when there is room on the disk. */
    @Test
    void statesThatCouldNotBeWrittenAreNotLost() {
        store.close();
        AtomicBoolean full = new AtomicBoolean();
        open = new OpenStores(ROOM_FOR_SOME);
        WriteBackStore onFullDisk = new WriteBackStore(
                Disks.whoseWritesFailWhile(
                        Stores.persistentKeyValueStore("customers").get(), full),
                open);
        onFullDisk.init(context(), onFullDisk);
        full.set(true);
        int put = 0;
        try {
            while (put < 1_000) {
                onFullDisk.put(Bytes.wrap(state("c" + put)), value("x".repeat(5_000) + put));
                put++;
            }
        } catch (ProcessorStateException e) {
            assertThat(e).hasMessage("disk full");
        }
        assertThat(put).isLessThan(1_000);
        full.set(false);
        onFullDisk.put(Bytes.wrap(state("other")), value("another batch"));
        for (int i = 0; i < put; i++) {
            assertThat(onFullDisk.get(Bytes.wrap(state("c" + i)))).isEqualTo(value("x".repeat(5_000) + i));
        }
        onFullDisk.close();
    }

    /** @param callbacks are given what would restore the changelog */
    private KeyValueStore<Bytes, byte[]> reopen(List<BatchingStateRestoreCallback> callbacks) {
        StateStoreContext mock = context();
        StateStoreContext context = (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateStoreContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        callbacks.add((BatchingStateRestoreCallback) arguments[1]);
                        return null;
                    }
                    return method.invoke(mock, arguments);
                });
        open = new OpenStores(1_000_000);
        KeyValueStore<Bytes, byte[]> reopened =
                WriteBackSupplier.of("customers", open).get();
        reopened.init(context, reopened);
        return reopened;
    }

    private List<String> due(long now) {
        List<Due> due = open.wakeUps(TASK).due(WakeClass.MARKETING, now, 10);
        due.reversed().forEach(one -> open.wakeUps(TASK).back(one));
        return due.stream()
                .map(one -> new String(one.customer(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] wokenAt(long at) {
        return new StateCodec()
                .write(
                        CustomerState.NEW.withArmed(new Armed(null, Instant.ofEpochMilli(at))),
                        null,
                        FeatureLevel.NEWEST);
    }

    private static byte[] wokenByServiceAt(long at) {
        return new StateCodec()
                .write(
                        CustomerState.NEW.withArmed(new Armed(Instant.ofEpochMilli(at), null)),
                        null,
                        FeatureLevel.NEWEST);
    }

    /** Random histories beside a map: writes, deletions, reads, whole reads, ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void behavesLikeAMapUnderRandomOperations(long seed) {
        Random random = new Random(seed);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            String customer = "c" + random.nextInt(200);
            switch (random.nextInt(20)) {
                case 0 ->
                    assertThat(states()).as("seed %d, step %d", seed, step).isEqualTo(model);
                case 1 -> {
                    store.commit(Map.of(CHANGELOG, (long) step));
                    if (random.nextInt(20) == 0) {
                        assertThat(states()).isEqualTo(model);
                        store.commit(Map.of(CHANGELOG, (long) step));
                        store.close();
                        open(ROOM_FOR_SOME);
                    }
                }
                case 2, 3 -> {
                    store.put(state(customer), null);
                    model.remove(customer);
                }
                case 4, 5, 6, 7, 8, 9, 10 -> {
                    String value = "x".repeat(random.nextInt(3_000)) + step;
                    store.put(state(customer), value(value));
                    model.put(customer, value);
                }
                default -> {
                    byte[] found = store.get(state(customer));
                    assertThat(found == null ? null : text(found))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(model.get(customer));
                }
            }
        }
    }

    /** A question to all states writes them. */
    private void writeAll() {
        store.range(StoreKeys.firstState(), StoreKeys.lastState()).close();
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        try (KeyValueIterator<byte[], byte[]> all = store.range(StoreKeys.firstState(), StoreKeys.lastState())) {
            all.forEachRemaining(entry -> states.put(
                    new String(Arrays.copyOfRange(entry.key, 5, entry.key.length), StandardCharsets.UTF_8),
                    text(entry.value)));
        }
        return states;
    }

    private static byte[] state(String customer) {
        return StoreKeys.state(text(customer));
    }

    /** As long as the text is, but a state. */
    private static byte[] value(String text) {
        return (NO_WAKE_UP + text).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).substring(NO_WAKE_UP.length());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
