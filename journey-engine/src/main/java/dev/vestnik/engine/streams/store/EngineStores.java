package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state store: one, see {@link StoreKeys}; in bytes, with a changelog. */
public final class EngineStores {
    public static final String CUSTOMERS = "customers";

    private EngineStores() {}

    public static StoreBuilder<KeyValueStore<byte[], byte[]>> customers(OpenStores open) {
        return Stores.keyValueStoreBuilder(
                        WriteBackSupplier.of(CUSTOMERS, open), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }
}
