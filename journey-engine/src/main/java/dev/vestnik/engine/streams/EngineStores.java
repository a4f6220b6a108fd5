package dev.vestnik.engine.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state stores; all in bytes, all with a changelog, none with a cache before it. */
final class EngineStores {
    /** Customer's key to state. */
    static final String CUSTOMERS = "customers";
    /** See {@link WakeupIndex}. */
    static final String WAKE_UPS = "wakeups";
    /** See {@link TimelineRing}. */
    static final String TIMELINE = "timeline";
    /** A message's id to its customer's key, as long as receipts may come. */
    static final String MESSAGE_OWNERS = "message-owners";

    /** The topic of receipts keeps them 30 days, and a message may take 6 days to get one. */
    static final Duration OWNERS_KEPT = Duration.ofDays(37);

    private EngineStores() {}

    static List<StoreBuilder<? extends StateStore>> builders() {
        Serde<byte[]> bytes = Serdes.ByteArray();
        return List.of(
                keyValue(CUSTOMERS, bytes),
                keyValue(WAKE_UPS, bytes),
                keyValue(TIMELINE, bytes),
                Stores.windowStoreBuilder(
                                Stores.persistentWindowStore(MESSAGE_OWNERS, OWNERS_KEPT, Duration.ofMillis(1), false),
                                bytes,
                                bytes)
                        .withLoggingEnabled(Map.of())
                        .withCachingDisabled());
    }

    private static StoreBuilder<? extends StateStore> keyValue(String name, Serde<byte[]> bytes) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), bytes, bytes)
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }
}
