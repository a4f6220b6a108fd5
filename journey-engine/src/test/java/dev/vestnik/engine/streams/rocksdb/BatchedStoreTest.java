package dev.vestnik.engine.streams.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchedStoreTest {
    private static final byte[] A = {2};
    private static final byte[] B = {1};

    @TempDir
    private Path dir;

    private KeyValueStore<Bytes, byte[]> disk;
    private BatchedStore store;

    @BeforeEach
    void open() {
        disk = Disks.open("batched", dir);
        store = new BatchedStore(disk);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void ofOneKeyTheLastValueOfABatchCounts() {
        for (byte i = 0; i < 100; i++) {
            store.put(A, new byte[] {i});
            store.put(B, i % 2 == 0 ? new byte[] {i} : null);
        }
        assertThat(disk.get(Bytes.wrap(A))).as("not written yet").isNull();
        assertThat(store.get(A)).containsExactly(99);
        assertThat(store.get(B)).isNull();
    }

    @Test
    void holdsBackABoundedNumberOfEntriesAndBytes() {
        for (int i = 0; i < 512; i++) {
            store.put(A, new byte[] {1});
        }
        assertThat(disk.get(Bytes.wrap(A))).containsExactly(1);
        store.put(B, new byte[1 << 20]);
        assertThat(disk.get(Bytes.wrap(B))).hasSize(1 << 20);
    }

    @Test
    void aBatchThatCouldNotBeWrittenIsWrittenLater() {
        AtomicBoolean full = new AtomicBoolean(true);
        BatchedStore onFullDisk = new BatchedStore(Disks.whoseWritesFailWhile(disk, full));
        onFullDisk.put(A, new byte[] {1});
        assertThatThrownBy(() -> onFullDisk.get(B)).hasMessage("disk full");
        full.set(false);
        assertThat(onFullDisk.get(A)).containsExactly(1);
    }
}
