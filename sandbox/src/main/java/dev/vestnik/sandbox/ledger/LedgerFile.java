package dev.vestnik.sandbox.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lines in one file, appended and read by position. Uses RandomAccessFile, not FileChannel: an interrupt of one user closes a channel for
 * good, and a request is interrupted whenever its client goes away.
 *
 * <p>A line is in the kernel's hands when {@link #append} returns, so it survives the death of this process; against the
 * death of the machine there is {@link #force}.
 */
final class LedgerFile implements AutoCloseable {
    private final RandomAccessFile writer;
    private final RandomAccessFile reader;
    private long end;

    LedgerFile(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            writer = new RandomAccessFile(path.toFile(), "rw");
            lock(path);
            reader = new RandomAccessFile(path.toFile(), "r");
            end = writer.length();
            writer.seek(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock(Path path) throws IOException {
        try {
            if (writer.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // another sandbox of this process has the lock
        }
        writer.close();
        throw new IllegalStateException("another sandbox is using " + path.toAbsolutePath());
    }

    long end() {
        return end;
    }

    /** Appends a line; only the holder of the ledger's lock calls this. A write that fails half-way leaves no half line. */
    void append(byte[] line) {
        try {
            writer.write(line);
            end += line.length;
        } catch (IOException e) {
            cutTo(end);
            throw new UncheckedIOException(e);
        }
    }

    void cutTo(long length) {
        try {
            writer.setLength(length);
            writer.seek(length);
            end = length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        synchronized (reader) {
            try {
                reader.seek(position);
                reader.readFully(bytes);
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void force() {
        try {
            writer.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (reader) {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
