package dev.vestnik.engine.streams.rocksdb;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * {@link StoreOptions} for stores of which there are many in little memory: a write buffer takes next to nothing before it is written to.
 * The sum of all their empty buffers must stay under the bound, or each write makes RocksDB empty one. Public, since Kafka Streams makes it.
 */
public final class SmallStoreOptions implements RocksDBConfigSetter {
    private static final long WRITE_BUFFER = 4L << 20;
    private static final long ARENA_BLOCK = 64L << 10;

    private final StoreOptions shared = new StoreOptions();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        shared.setConfig(storeName, options, configs);
        options.setMemtablePrefixBloomSizeRatio(0);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setArenaBlockSize(ARENA_BLOCK);
    }

    @Override
    public void close(String storeName, Options options) {
        shared.close(storeName, options);
    }
}
