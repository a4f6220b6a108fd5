package dev.vestnik.engine.streams.rocksdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores with something to tell of, or wrong with them. */
public final class Disks {

    /** RocksDB, as one store of one task has it. */
    public static KeyValueStore<Bytes, byte[]> open(String name, Path directory) {
        var context = new MockProcessorContext<byte[], byte[]>(new Properties(), new TaskId(0, 0), directory.toFile());
        KeyValueStore<Bytes, byte[]> disk = Stores.persistentKeyValueStore(name).get();
        disk.init(context.getStateStoreContext(), disk);
        return disk;
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
