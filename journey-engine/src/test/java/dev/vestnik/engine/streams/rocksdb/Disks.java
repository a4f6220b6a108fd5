package dev.vestnik.engine.streams.rocksdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.Stores;
import org.rocksdb.Options;

/** Stores with something to tell of, or wrong with them. */
public final class Disks {

    /** RocksDB, as one store of one task has it. */
    public static KeyValueStore<Bytes, byte[]> open(String name, Path directory) {
        var context = new MockProcessorContext<byte[], byte[]>(new Properties(), new TaskId(0, 0), directory.toFile());
        KeyValueStore<Bytes, byte[]> disk = Stores.persistentKeyValueStore(name).get();
        disk.init(context.getStateStoreContext(), disk);
        return disk;
    }

    /** The configuration of stores as the engine has them: they keep nothing that was not committed. */
    public static Properties transactional() {
        Properties config = new Properties();
        config.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
        return config;
    }

    /** Likewise stores that lose at their end what RocksDB has not put into a file by then, as where the process is killed. */
    public static Properties killed() {
        Properties config = transactional();
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, KilledOptions.class);
        return config;
    }

    /** Write buffers so small that some of what is committed gets into files. Public, since Kafka Streams makes it. */
    public static final class KilledOptions implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setAvoidFlushDuringShutdown(true);
            options.setWriteBufferSize(64 << 10);
        }

        @Override
        public void close(String storeName, Options options) {
            // Nothing of it is native.
        }
    }

    public static KeyValueStore<Bytes, byte[]> whoseWritesFailWhile(
            KeyValueStore<Bytes, byte[]> disk, AtomicBoolean full) {
        return before(disk, method -> {
            if (full.get() && method.startsWith("put")) {
                throw new ProcessorStateException("disk full");
            }
        });
    }

    public static KeyValueStore<Bytes, byte[]> counting(
            String counted, KeyValueStore<Bytes, byte[]> disk, AtomicInteger count) {
        return before(disk, method -> {
            if (method.equals(counted)) {
                count.incrementAndGet();
            }
        });
    }

    private interface Before {
        void call(String method);
    }

    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> before(KeyValueStore<Bytes, byte[]> disk, Before before) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                Disks.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (self, method, arguments) -> {
                    before.call(method.getName());
                    try {
                        return method.invoke(disk, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Disks() {}
}
