package dev.vestnik.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events as lines. A line that is no JSON, or is too long, is one event's fault; the next line is read as if nothing had been.
 * Memory: one line, of the largest size at most, in its room; that of a long line is given back at its end.
 */
final class LineEvents implements RawEvents {
    private static final long LONGEST_SKIP = 64L << 20;
    private static final int SHORT = 4 << 10;
    private static final int LONG = 64 << 10;

    private final InputStream body;
    private final BodyMemory.Room room;
    private final byte[] chunk = new byte[16 << 10];
    private int from;
    private int to;
    private byte[] line = new byte[0];
    private int length;
    private long skipped;
    private boolean first = true;

    LineEvents(InputStream body, BodyMemory.Room room) {
        this.body = body;
        this.room = room;
    }

    @Override
    public @Nullable RawEvent next() throws IOException {
        while (readLine()) {
            if (skipped > 0) {
                return RawEvent.Unreadable.TOO_LARGE;
            }
            if (!isBlank()) {
                return EventJson.readLine(line, length);
            }
        }
        return null;
    }

    /** Reads up to the next line feed or the end; false when there is nothing any more. */
    private boolean readLine() throws IOException {
        if (line.length > LONG) {
            resize(0);
        }
        length = 0;
        skipped = 0;
        boolean some = false;
        while (from < to || fill()) {
            some = true;
            int end = lineFeed();
            take(end);
            if (end < to) {
                from = end + 1;
                withoutByteOrderMark();
                return true;
            }
            from = to;
        }
        withoutByteOrderMark();
        return some;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, body.read(chunk));
        return to > 0;
    }

    private int lineFeed() {
        int i = from;
        while (i < to && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    private void take(int end) throws BodyException {
        int bytes = end - from;
        if (skipped > 0 || length + bytes > LARGEST_EVENT) {
            skipped += bytes;
            length = 0;
            resize(0);
            if (skipped > LONGEST_SKIP) {
                throw new BodyException(BodyException.Kind.TOO_LARGE, "a line of more than 64 MiB is no event");
            }
            return;
        }
        if (length + bytes > line.length) {
            resize(Math.clamp(Math.max(line.length * 2L, length + bytes), SHORT, LARGEST_EVENT));
        }
        System.arraycopy(chunk, from, line, length, bytes);
        length += bytes;
    }

    private void resize(int size) throws BodyException {
        room.resize(chunk.length + size);
        line = Arrays.copyOf(line, size);
    }

    private void withoutByteOrderMark() {
        if (first && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            System.arraycopy(line, 3, line, 0, length - 3);
            length -= 3;
        }
        first = false;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
