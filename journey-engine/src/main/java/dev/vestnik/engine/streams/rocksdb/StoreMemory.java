package dev.vestnik.engine.streams.rocksdb;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Memory that all RocksDB stores of one engine share: their blocks and write buffers come out of one bounded cache. */
public final class StoreMemory implements AutoCloseable {
    /** The key under which {@link StoreOptions} finds it in the configuration. */
    public static final String CONFIG = "vestnik.store.memory";

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    public StoreMemory(long bytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(bytes);
        writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** Only after every store is closed. */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
