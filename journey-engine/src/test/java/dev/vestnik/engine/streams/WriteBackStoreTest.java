package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
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

    @TempDir
    private Path dir;

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
        var context = new MockProcessorContext<byte[], byte[]>(new Properties(), new TaskId(0, 0), dir.toFile());
        store = Stores.keyValueStoreBuilder(
                        WriteBackStore.supplier("customers", new CacheBound(bound)),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void whatWasWrittenLastIsReadWhetherOnDiskOrNot() {
        for (int i = 0; i < 1_000; i++) {
            store.put(state("c" + i), text("first"));
            store.put(state("c" + i), text("v" + i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(store.get(state("c" + i))).isEqualTo(text("v" + i));
        }
        store.put(state("c5"), null);
        assertThat(store.get(state("c5"))).isNull();
        assertThat(states()).hasSize(999).doesNotContainKey("c5");
    }

    @Test
    void anOrderlyEndWritesEverything() {
        store.close();
        open(1_000_000);
        store.put(state("anna"), text("here"));
        store.put(state("boris"), text("here"));
        store.put(state("boris"), null);
        store.commit(Map.of());
        store.close();
        open(1_000_000);
        assertThat(store.get(state("anna"))).isEqualTo(text("here"));
        assertThat(store.get(state("boris"))).isNull();
    }

    /** As a count of all customers in a journey, asked over HTTP, does. */
    @Test
    void allStatesCanBeReadWhileTheyAreWritten() throws Exception {
        for (int i = 0; i < 500; i++) {
            store.put(state("c" + i), new byte[5_000]);
        }
        CompletableFuture<Map<String, String>> reading = CompletableFuture.supplyAsync(this::states);
        for (int i = 0; i < 500; i++) {
            store.put(state("c" + i), text("new"));
        }
        assertThat(reading.get(30, TimeUnit.SECONDS)).hasSize(500);
        assertThat(states())
                .hasSize(500)
                .allSatisfy((customer, value) -> assertThat(value).isEqualTo("new"));
    }

    @Test
    void aStoreThatCouldNotBeOpenedTakesNoPartOfTheMemory() {
        CacheBound bound = new CacheBound(1_000);
        WriteBackStore.supplier("customers", bound).get().close();
        assertThat(bound.each()).isEqualTo(1_000);
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

    /** Random histories beside a map: writes, deletions, reads, whole reads, orderly ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isAMapWhateverHappens(long seed) {
        Random random = new Random(seed);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            String customer = "c" + random.nextInt(200);
            switch (random.nextInt(20)) {
                case 0 ->
                    assertThat(states()).as("seed %d, step %d", seed, step).isEqualTo(model);
                case 1 -> {
                    store.commit(Map.of());
                    if (random.nextInt(20) == 0) {
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
                    store.put(state(customer), text(value));
                    model.put(customer, value);
                }
                default -> {
                    byte[] found = store.get(state(customer));
                    assertThat(found == null ? null : new String(found, StandardCharsets.UTF_8))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(model.get(customer));
                }
            }
        }
    }

    private Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        try (KeyValueIterator<byte[], byte[]> all = store.range(StoreKeys.firstState(), StoreKeys.lastState())) {
            all.forEachRemaining(entry -> states.put(
                    new String(Arrays.copyOfRange(entry.key, 5, entry.key.length), StandardCharsets.UTF_8),
                    new String(entry.value, StandardCharsets.UTF_8)));
        }
        return states;
    }

    private static byte[] state(String customer) {
        return StoreKeys.state(text(customer));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
