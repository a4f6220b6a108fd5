package dev.vestnik.sms.receipts;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB in memory that all stores of the correlation share: each of their segments, some for every partition, would otherwise grow to tens
 * of megabytes with the receipts of a few days. Public because Kafka Streams makes one for every store by the class's name.
 */
public final class BoundedStores implements RocksDBConfigSetter {
    private static final long BYTES = 64L << 20;
    /** Small, so that one buffer for each of some dozens of segments fits. */
    private static final long WRITE_BUFFER = 4L << 20;

    private static final class Shared {
        static final Cache BLOCKS = blocks();
        static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(BYTES / 2, BLOCKS);

        private static Cache blocks() {
            RocksDB.loadLibrary();
            return new LRUCache(BYTES);
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(Shared.BLOCKS);
        tables.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(Shared.WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER);
    }

    /** Closes nothing: what is shared lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
