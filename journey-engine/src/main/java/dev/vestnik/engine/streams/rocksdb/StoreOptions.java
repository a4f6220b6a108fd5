package dev.vestnik.engine.streams.rocksdb;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Options;

/** RocksDB in bounded memory. Public because Kafka Streams makes one for every store by the class's name. */
public final class StoreOptions implements RocksDBConfigSetter {
    /** A write buffer is in no file: its entries are restored after a crash. */
    private static final long WRITE_BUFFER = 32L << 20;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(StoreMemory.CONFIG) instanceof StoreMemory memory)) {
            return;
        }
        BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(memory.cache());
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setPinTopLevelIndexAndFilter(true);
        tables.setPinL0FilterAndIndexBlocksInCache(true);
        tables.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        options.setTableFormatConfig(tables);
        // A state is mostly looked for where it is not: a bloom filter spares the search through the write buffers.
        options.setMemtablePrefixBloomSizeRatio(0.05);
        options.setMemtableWholeKeyFiltering(true);
        // Seldom does more than one thread write to a store, and then RocksDB lets one after the other.
        options.setAllowConcurrentMemtableWrite(false);
        options.setWriteBufferManager(memory.writeBuffers());
        // Entries that are written at once need not be merged: the fewer and larger buffers, the less. Their sum is
        // bounded above.
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the write buffers are shared, and closed after all stores.
    }
}
