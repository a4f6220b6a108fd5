package dev.vestnik.engine.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state store: one, see {@link StoreKeys}; in bytes, with a changelog, without Kafka Streams' cache before it. */
final class EngineStores {
    static final String CUSTOMERS = "customers";

    private EngineStores() {}

    static List<StoreBuilder<? extends StateStore>> builders() {
        return List.of(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CUSTOMERS), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled());
    }
}
