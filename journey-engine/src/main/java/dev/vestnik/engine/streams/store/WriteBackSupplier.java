package dev.vestnik.engine.streams.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Gives every task a {@link WriteBackStore} of its own.
 *
 * @param disk gives each of them its RocksDB
 */
record WriteBackSupplier(KeyValueBytesStoreSupplier disk, OpenStores open) implements KeyValueBytesStoreSupplier {

    static WriteBackSupplier of(String name, OpenStores open) {
        return new WriteBackSupplier(Stores.persistentKeyValueStore(name), open);
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new WriteBackStore(disk.get(), open);
    }

    @Override
    public String metricsScope() {
        return disk.metricsScope();
    }
}
