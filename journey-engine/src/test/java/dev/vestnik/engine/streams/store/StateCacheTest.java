package dev.vestnik.engine.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.store.StateCache.Entry;
import dev.vestnik.engine.streams.store.StateCache.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateCacheTest {
    private static final long FOUR_CHUNKS = 4L * StateChunk.SIZE;

    private final List<Entry> written = new ArrayList<>();

    private StateCache open(long bound) {
        return new StateCache(new OpenStores(bound), written::add);
    }

    @Test
    void givesOutTheOldestWhenRoomIsNeededAndOnlyWhatIsCurrent() {
        StateCache recent = open(FOUR_CHUNKS);
        byte[] large = new byte[100_000];
        for (int i = 0; i < 60; i++) {
            recent.put(key("c" + i), large);
            recent.put(key("again"), new byte[] {(byte) i});
        }
        assertThat(written).isNotEmpty();
        assertThat(written.getFirst().key()).isEqualTo(key("c0"));
        assertThat(written).noneMatch(entry -> new String(entry.key(), StandardCharsets.UTF_8).equals("again"));
        assertThat(recent.get(key("c0"))).isNull();
        assertThat(recent.get(key("again")).value()).isEqualTo(new byte[] {59});
    }

    @Test
    void whatFitsNowhereIsGivenOutAtOnce() {
        StateCache recent = open(FOUR_CHUNKS);
        recent.put(key("huge"), new byte[] {1});
        recent.put(key("huge"), new byte[2 << 20]);
        assertThat(written).hasSize(1);
        assertThat(recent.get(key("huge"))).isNull();
    }

    @Test
    void whatIsCurrentStaysWhereMostIsNot() {
        StateCache recent = open(FOUR_CHUNKS);
        for (int i = 0; i < 1_000; i++) {
            recent.put(key("c" + i), new byte[] {1});
        }
        for (int i = 0; i < 1_000; i++) {
            recent.put(key("often"), new byte[100_000]);
        }
        assertThat(written)
                .as("each once: what moves to the end is written first")
                .hasSizeLessThanOrEqualTo(1_001);
        assertThat(recent.get(key("c0")).value()).isEqualTo(new byte[] {1});
        assertThat(recent.nextChunk() - recent.firstChanged()).isLessThanOrEqualTo(4);
    }

    @Test
    void whatTheDiskHasIsNotGivenOut() {
        StateCache recent = open(FOUR_CHUNKS);
        recent.put(key("changed"), new byte[] {1});
        recent.keep(key("changed"), new byte[] {0});
        recent.keep(key("read"), new byte[] {2});
        assertThat(recent.get(key("changed")).value()).isEqualTo(new byte[] {1});
        assertThat(recent.get(key("read")).value()).isEqualTo(new byte[] {2});
        writeAll(recent);
        assertThat(written).extracting(Entry::key).containsExactly(key("changed"));
        writeAll(recent);
        assertThat(written).as("once").hasSize(1);
        assertThat(recent.get(key("changed")).value()).isEqualTo(new byte[] {1});
    }

    /** A standby writes ten times a second: that must cost what has changed, not what is there. */
    @Test
    void whatWasWrittenIsNotLookedAtAgain() {
        StateCache recent = open(FOUR_CHUNKS);
        for (int i = 0; i < 9; i++) {
            recent.put(key("c" + i), new byte[100_000]);
        }
        writeAll(recent);
        assertThat(recent.nextChunk() - recent.firstChanged()).isEqualTo(1);
        recent.put(key("c0"), new byte[100_000]);
        writeAll(recent);
        assertThat(written).hasSize(10);
    }

    /** Or one put writes for seconds when another instance's tasks come. */
    @Test
    void givesWayOneChunkAtATimeWhenThereIsLessRoom() {
        OpenStores shared = new OpenStores(2 * FOUR_CHUNKS);
        StateCache recent = new StateCache(shared, written::add);
        for (int i = 0; i < 14; i++) {
            recent.put(key("c" + i), new byte[100_000]);
        }
        assertThat(written).isEmpty();
        for (int task = 0; task < 8; task++) {
            shared.opened(
                    new TaskId(0, task),
                    new WriteBackStore(Stores.inMemoryKeyValueStore("s").get(), shared));
        }
        for (int i = 0; i < 40; i++) {
            int before = written.size();
            recent.put(key("d" + i), new byte[100_000]);
            assertThat(written.size() - before).isLessThanOrEqualTo(4);
        }
        assertThat(recent.nextChunk() - recent.firstChanged()).isEqualTo(1);
    }

    @Test
    void allTogetherHoldNoMoreThanTheBound() {
        OpenStores shared = new OpenStores(2 * FOUR_CHUNKS);
        for (int task = 0; task < 8; task++) {
            StateCache recent = new StateCache(shared, written::add);
            for (int i = 0; i < 100; i++) {
                recent.put(key("c" + i), new byte[100_000]);
            }
        }
        assertThat(8 * 100 - written.size())
                .as("two fit each of the eight chunks that are shared, and each store's own")
                .isLessThanOrEqualTo(2 * (8 + 8));
    }

    /** Random histories beside two maps: what is here, and what was given out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void behavesLikeAMapUnderRandomOperations(long seed) {
        Random random = new Random(seed);
        StateCache recent = open(FOUR_CHUNKS);
        Map<String, byte[]> model = new HashMap<>();
        Map<String, byte[]> disk = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            String customer = "customer-" + random.nextInt(5_000);
            if (random.nextInt(3) > 0) {
                byte[] value = random.nextInt(20) == 0 ? null : new byte[random.nextInt(2_000)];
                if (value != null) {
                    random.nextBytes(value);
                }
                recent.put(key(customer), value);
                model.put(customer, value);
            } else if (random.nextInt(1_000) == 0) {
                writeAll(recent);
            }
            written.forEach(entry -> disk.put(new String(entry.key(), StandardCharsets.UTF_8), entry.value()));
            written.clear();
            Found found = recent.get(key(customer));
            byte[] value = found == null ? disk.get(customer) : found.value();
            if (found == null && value != null && random.nextBoolean()) {
                recent.keep(key(customer), value);
            }
            assertThat(value).as("seed %d, step %d", seed, step).isEqualTo(model.get(customer));
        }
        writeAll(recent);
        written.forEach(entry -> disk.put(new String(entry.key(), StandardCharsets.UTF_8), entry.value()));
        assertThat(disk.keySet()).as("seed %d", seed).isEqualTo(model.keySet());
        model.forEach((customer, value) ->
                assertThat(disk.get(customer)).as("seed %d, %s", seed, customer).isEqualTo(value));
    }

    private static void writeAll(StateCache recent) {
        for (long chunk = recent.firstChanged(); chunk < recent.nextChunk(); chunk++) {
            recent.writeChanged(chunk);
        }
        recent.writtenBelow(recent.nextChunk());
    }

    private static byte[] key(String customer) {
        return customer.getBytes(StandardCharsets.UTF_8);
    }
}
