package dev.vestnik.engine.streams.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.rocksdb.BatchedStore;
import dev.vestnik.engine.streams.rocksdb.Disks;
import dev.vestnik.engine.streams.wakeup.WakeupIndex.Due;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.FeatureLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeupIndexTest {
    private static final long NOON = 1_795_435_200_000L;

    @TempDir
    private Path dir;

    private KeyValueStore<Bytes, byte[]> disk;
    private BatchedStore store;

    @BeforeEach
    void open() {
        disk = Disks.open("wakeups", dir);
        store = new BatchedStore(disk);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void givesWhatIsDueAndNothingElse() {
        WakeupIndex index = new WakeupIndex(store);
        add(index, WakeClass.MARKETING, NOON, "b");
        add(index, WakeClass.MARKETING, NOON, "a");
        add(index, WakeClass.MARKETING, NOON + 1, "c");
        add(index, WakeClass.SERVICE, NOON + 1, "d");
        add(index, WakeClass.HOUSEKEEPING, NOON + 2, "e");
        assertThat(index.due(WakeClass.HOUSEKEEPING, NOON, 10)).isEmpty();
        assertThat(names(index.due(WakeClass.MARKETING, NOON, 10))).containsExactlyInAnyOrder("a", "b");
        assertThat(index.due(WakeClass.SERVICE, NOON, 10)).isEmpty();
        assertThat(index.earliest()).isEqualTo(NOON + 1);
        assertThat(names(index.due(WakeClass.HOUSEKEEPING, NOON + 2, 10))).containsExactly("e");
    }

    @Test
    void anEntryBelowTheCursorPullsItBackAlsoAfterARestart() {
        WakeupIndex index = new WakeupIndex(store);
        add(index, WakeClass.SERVICE, NOON, "a");
        index.due(WakeClass.SERVICE, NOON, 10).forEach(due -> remove(index, due));
        index.saveCursors(NOON + 5_000);
        add(index, WakeClass.SERVICE, NOON - 1, "late");

        assertThat(names(index.due(WakeClass.SERVICE, NOON, 10))).containsExactly("late");
        assertThat(names(new WakeupIndex(store).due(WakeClass.SERVICE, NOON, 10)))
                .containsExactly("late");
    }

    @Test
    void readsOverNoTombstones() {
        WakeupIndex index = new WakeupIndex(store);
        for (int i = 0; i < 50_000; i++) {
            add(index, WakeClass.MARKETING, NOON + i, "a" + i);
        }
        for (int read = 0; read < 50_000; ) {
            List<Due> due = index.due(WakeClass.MARKETING, NOON + 50_000, 1_000);
            due.forEach(one -> remove(index, one));
            read += due.size();
        }
        index.saveCursors(NOON + 60_000);
        long before = System.nanoTime();
        WakeupIndex restarted = new WakeupIndex(store);
        for (int i = 0; i < 1_000; i++) {
            add(restarted, WakeClass.MARKETING, NOON + 70_000, "b");
            List<Due> again = restarted.due(WakeClass.MARKETING, NOON + 70_000, 10);
            assertThat(again).hasSize(1);
            restarted.back(again.getFirst());
        }
        assertThat(System.nanoTime() - before)
                .as("50,000 tombstones a thousand times would take minutes")
                .isLessThan(10_000_000_000L);
    }

    /** Entries due before the wake-ups already fired: a customer who enters after the moment, or with a late event. */
    @Test
    void findsWhatWasDueAlreadyWithoutReadingOverWhatHasFired() {
        AtomicInteger ranges = new AtomicInteger();
        WakeupIndex index = new WakeupIndex(new BatchedStore(Disks.counting("range", disk, ranges)));
        add(index, WakeClass.MARKETING, NOON, "a");
        add(index, WakeClass.MARKETING, NOON + 1_000, "later");
        fireAll(index, NOON);
        int before = ranges.get();
        for (int i = 0; i < 100; i++) {
            add(index, WakeClass.MARKETING, NOON, "b" + i);
            List<Due> due = index.due(WakeClass.MARKETING, NOON, 10);
            assertThat(names(due)).containsExactly("b" + i);
            due.forEach(one -> remove(index, one));
        }
        assertThat(ranges).hasValue(before);
        assertThat(names(index.due(WakeClass.MARKETING, NOON + 1_000, 10))).containsExactly("later");
    }

    @Test
    void moreEntriesThatWereDueAlreadyThanItKeepsInMemoryAreFound() {
        WakeupIndex index = new WakeupIndex(store);
        add(index, WakeClass.MARKETING, NOON, "first");
        add(index, WakeClass.MARKETING, NOON + 1_000, "later");
        fireAll(index, NOON);
        for (int i = 0; i < 25_000; i++) {
            add(index, WakeClass.MARKETING, NOON - i % 7, "b" + i);
        }
        assertThat(fireAll(index, NOON)).isEqualTo(25_000);
    }

    private static int fireAll(WakeupIndex index, long now) {
        int fired = 0;
        List<Due> due = index.due(WakeClass.MARKETING, now, 1_000);
        while (!due.isEmpty()) {
            due.forEach(one -> remove(index, one));
            fired += due.size();
            due = index.due(WakeClass.MARKETING, now, 1_000);
        }
        return fired;
    }

    @Test
    void countsWhatIsPendingAlsoAfterARestart() {
        WakeupIndex index = new WakeupIndex(store);
        for (int i = 0; i < 100; i++) {
            add(index, WakeClass.MARKETING, NOON + i, "a" + i);
        }
        remove(index, WakeClass.MARKETING, NOON, "a0");
        assertThat(index.pending(WakeClass.MARKETING)).isEqualTo(99);
        WakeupIndex restarted = new WakeupIndex(store);
        restarted.count();
        add(restarted, WakeClass.MARKETING, NOON + 500, "new");
        await().until(() -> restarted.pending(WakeClass.MARKETING) == 100);
        assertThat(restarted.pending(WakeClass.SERVICE)).isZero();
    }

    /** Random histories beside a sorted map: adds, removals, slices that end early, a clock that steps back, restarts. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMissesAnEntryWhateverHappens(long seed) {
        Random random = new Random(seed);
        TreeMap<String, Long> model = new TreeMap<>();
        WakeupIndex index = new WakeupIndex(store);
        long now = NOON;
        for (int step = 0; step < 2_000; step++) {
            now += random.nextInt(100) == 0 ? -3_000 : random.nextInt(40);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> add(index, model, now + random.nextInt(2_000) - 300, random);
                case 4 -> removeOne(index, model, random);
                case 5 -> index.saveCursors(now);
                case 6 -> index = random.nextInt(10) == 0 ? new WakeupIndex(store) : index;
                default -> fire(index, model, now, random);
            }
        }
        fireAll(index, model, NOON + 1_000_000);
        assertThat(model).as("seed %d", seed).isEmpty();
    }

    private static void add(WakeupIndex index, TreeMap<String, Long> model, long at, Random random) {
        String name = "c" + random.nextInt(1_000_000);
        if (model.putIfAbsent(at + name, at) == null) {
            add(index, WakeClass.SERVICE, at, name);
        }
    }

    private static void removeOne(WakeupIndex index, TreeMap<String, Long> model, Random random) {
        if (!model.isEmpty()) {
            String one = new ArrayList<>(model.keySet()).get(random.nextInt(model.size()));
            long at = model.remove(one);
            remove(
                    index,
                    WakeClass.SERVICE,
                    at,
                    one.substring(String.valueOf(at).length()));
        }
    }

    private static void fire(WakeupIndex index, TreeMap<String, Long> model, long now, Random random) {
        int limit = 1 + random.nextInt(20);
        int stopAt = random.nextInt(25);
        long expected = model.values().stream().filter(at -> at <= now).count();
        List<Due> due = index.due(WakeClass.SERVICE, now, limit);
        assertThat(due).hasSize((int) Math.min(expected, limit));
        for (int i = 0; i < due.size(); i++) {
            if (i == stopAt) {
                index.back(due.get(i));
                return;
            }
            assertThat(model.remove(due.get(i).at() + name(due.get(i)))).isNotNull();
            remove(index, due.get(i));
        }
    }

    private static void fireAll(WakeupIndex index, TreeMap<String, Long> model, long now) {
        for (Due due : index.due(WakeClass.SERVICE, now, Integer.MAX_VALUE)) {
            assertThat(model.remove(due.at() + name(due))).isNotNull();
        }
    }

    private static List<String> names(List<Due> due) {
        return due.stream().map(WakeupIndexTest::name).toList();
    }

    private static String name(Due due) {
        return new String(due.customer(), StandardCharsets.UTF_8);
    }

    private static void add(WakeupIndex index, WakeClass wakeClass, long at, String name) {
        index.changed(key(name), null, armed(wakeClass, at));
    }

    private static void remove(WakeupIndex index, Due due) {
        remove(index, due.wakeClass(), due.at(), name(due));
    }

    private static void remove(WakeupIndex index, WakeClass wakeClass, long at, String name) {
        index.changed(key(name), armed(wakeClass, at), null);
    }

    private static byte[] key(String name) {
        return StoreKeys.state(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A state whose customer is to be woken then. */
    private static byte[] armed(WakeClass wakeClass, long at) {
        Instant due = Instant.ofEpochMilli(at);
        Armed armed = switch (wakeClass) {
            case SERVICE -> new Armed(due, null);
            case MARKETING -> new Armed(null, due);
            case HOUSEKEEPING -> new Armed(null, null, due);
        };
        return new StateCodec().write(CustomerState.NEW.withArmed(armed), null, FeatureLevel.NEWEST);
    }
}
