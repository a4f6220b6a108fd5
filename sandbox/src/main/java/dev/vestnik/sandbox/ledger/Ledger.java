package dev.vestnik.sandbox.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only record of everything that arrived: a file of JSON lines. A protocol answers after {@link #append} has returned, so that
 * an answered message is on disk even when this process is killed the moment after. Keeps only line offsets in memory, and cuts a torn last
 * line, the trace of a crash, when it opens.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private static final JsonMapper json = JsonMapper.shared();

    private final ReentrantLock lock = new ReentrantLock();
    private final LedgerFile file;
    private final List<LedgerListener> listeners;
    private final boolean force;
    private long[] ends = new long[1024];
    private int size;

    /** Reads the file and tells the listeners all of it. {@code force} syncs every record to the disk. */
    public Ledger(Path path, InstantSource clock, boolean force, List<? extends LedgerListener> listeners) {
        this.listeners = List.copyOf(listeners);
        this.force = force;
        file = new LedgerFile(path);
        try {
            replay();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        if (size == 0) {
            append(new LedgerRecord.Opened(clock.instant()));
        }
        this.listeners.forEach(LedgerListener::caughtUp);
    }

    private void replay() {
        LineScanner lines = new LineScanner(file);
        lines.scan((start, line) -> {
            LedgerRecord entry = parse(line, size);
            index(start + line.length + 1, entry);
        });
        if (lines.wholeUntil() < file.end()) {
            log.warn("event=ledger-tail-cut bytes={}", file.end() - lines.wholeUntil());
            file.cutTo(lines.wholeUntil());
        }
    }

    public long append(LedgerRecord entry) {
        return append(seq -> entry);
    }

    /**
     * Writes the record that belongs at the next position and returns that position. The function runs under the lock.
     *
     * @throws java.io.UncheckedIOException when the disk does not take it; the ledger is then as before
     */
    public long append(LongFunction<? extends LedgerRecord> entryAt) {
        lock.lock();
        try {
            long seq = size;
            LedgerRecord entry = entryAt.apply(seq);
            byte[] text = json.writerFor(LedgerRecord.class).writeValueAsBytes(entry);
            byte[] line = Arrays.copyOf(text, text.length + 1);
            line[text.length] = '\n';
            file.append(line);
            if (force) {
                file.force();
            }
            index(file.end(), entry);
            return seq;
        } finally {
            lock.unlock();
        }
    }

    private void index(long end, LedgerRecord entry) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = end;
        int seq = size++;
        listeners.forEach(listener -> listener.recorded(seq, entry));
    }

    /** The number of records, which is the sequence number of the next. */
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** The time at which this ledger was begun; it tells its ids from those of another ledger. */
    public Instant openedAt() {
        return read(0).at();
    }

    public LedgerRecord read(long seq) {
        return parse(readLine(seq), seq);
    }

    /** The bytes of a line, for callers that only pass it on or need its size. */
    public byte[] readLine(long seq) {
        long start;
        long end;
        lock.lock();
        try {
            if (seq < 0 || seq >= size) {
                throw new IndexOutOfBoundsException("no ledger record " + seq);
            }
            start = seq == 0 ? 0 : ends[(int) seq - 1];
            end = ends[(int) seq];
        } finally {
            lock.unlock();
        }
        return file.read(start, (int) (end - start - 1));
    }

    private static LedgerRecord parse(byte[] line, long seq) {
        try {
            return json.readValue(line, LedgerRecord.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "line " + (seq + 1) + " of the ledger is not a ledger record: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            file.close();
        } finally {
            lock.unlock();
        }
    }
}
