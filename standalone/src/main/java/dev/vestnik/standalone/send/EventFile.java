package dev.vestnik.standalone.send;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A file of events, one JSON document a line; {@code .gz} is unpacked, {@code -} is the standard input. */
final class EventFile implements AutoCloseable {
    private static final int CHUNK_CHARACTERS = 512 * 1024;

    private final long size;
    private final Counting raw;
    private final BufferedReader lines;

    private EventFile(InputStream in, boolean packed, long size) throws IOException {
        this.size = size;
        this.raw = new Counting(in);
        InputStream unpacked = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        this.lines = new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8), 1 << 16);
    }

    static EventFile open(String name) {
        try {
            if (name.equals("-")) {
                return new EventFile(System.in, false, -1);
            }
            Path path = Path.of(name);
            if (!Files.isRegularFile(path)) {
                throw new CommandFailedException("there is no file " + path);
            }
            return new EventFile(
                    new BufferedInputStream(Files.newInputStream(path)), name.endsWith(".gz"), Files.size(path));
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /** Reads the next lines, at most this many and about half a megabyte; empty at the end. Empty lines count as lines. */
    List<String> next(int most) {
        List<String> chunk = new ArrayList<>();
        int characters = 0;
        try {
            while (chunk.size() < most && characters < CHUNK_CHARACTERS) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                chunk.add(line);
                characters += line.length();
            }
            return chunk;
        } catch (IOException e) {
            throw new CommandFailedException("the file cannot be read on: " + e.getMessage(), e);
        }
    }

    /** The share of the file that has been read, 0 to 1; -1 when its size is not known. */
    double progress() {
        return size <= 0 ? -1 : Math.min(1, (double) raw.count / size);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new CommandFailedException("the file cannot be closed: " + e.getMessage(), e);
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            count += Math.max(0, some);
            return some;
        }
    }
}
