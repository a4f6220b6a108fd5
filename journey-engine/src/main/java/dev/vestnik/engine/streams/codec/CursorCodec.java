package dev.vestnik.engine.streams.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of how far a launch of a campaign has come with the customers of a partition. For one thread. */
public final class CursorCodec {
    private static final int FORMAT = 1;

    private final PrimitiveEncoder out = new PrimitiveEncoder();

    /** The stages of a launch in a partition; numbers of the format. */
    public enum Stage {
        WALKING,
        /** All customers have been reached. */
        DONE,
        /** Cancelled, and what is on its way taken back. */
        CANCELLED
    }

    /**
     * The progress of a launch.
     *
     * @param next the first key of the store that is not done with; empty: none is
     * @param counts of customers, by what became of them
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    public record StoredCursor(int run, Stage stage, byte[] next, Map<String, Long> counts) {
        public StoredCursor {
            counts = Map.copyOf(counts);
        }
    }

    public byte[] write(StoredCursor cursor) {
        out.reset();
        out.u8(FORMAT);
        out.varint(cursor.run());
        out.u8(cursor.stage().ordinal());
        out.varint(cursor.next().length);
        out.raw(cursor.next(), 0, cursor.next().length);
        out.varint(cursor.counts().size());
        new TreeMap<>(cursor.counts()).forEach((label, count) -> {
            int length = PrimitiveEncoder.utf8Length(label);
            out.varint(length);
            out.utf8(label, length);
            out.varint(count);
        });
        return out.toBytes();
    }

    /** @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken */
    public static StoredCursor read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new UnreadableStateException("a campaign's cursor in another format than " + FORMAT);
        }
        try {
            return read(new PrimitiveDecoder(bytes, 1));
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a campaign's cursor that is broken", e);
        }
    }

    private static StoredCursor read(PrimitiveDecoder in) {
        int run = in.count();
        Stage stage = Stage.values()[in.u8()];
        byte[] next = bytes(in);
        Map<String, Long> counts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            String label = new String(bytes(in), StandardCharsets.UTF_8);
            counts.put(label, in.varint());
        }
        return new StoredCursor(run, stage, next, counts);
    }

    private static byte[] bytes(PrimitiveDecoder in) {
        int length = in.size();
        byte[] bytes = Arrays.copyOfRange(in.bytes(), in.at(), in.at() + length);
        in.skip(length);
        return bytes;
    }
}
