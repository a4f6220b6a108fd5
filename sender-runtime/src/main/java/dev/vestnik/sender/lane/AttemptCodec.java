package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The value of an attempts record: what one round says about one partition. A version byte, then entries: kind (1 opened, 2 closed, 3
 * withdrawn), offset (8), message id (16), attempt (4); of an opening also token (8), doubts (4), gateway (length-prefixed UTF-8).
 */
final class AttemptCodec {
    private static final int VERSION = 1;
    private static final int OPENED = 1;
    private static final int CLOSED = 2;
    private static final int WITHDRAWN = 3;

    private AttemptCodec() {}

    static byte[] write(List<AttemptEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + 48 * entries.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            for (AttemptEntry entry : entries) {
                write(entry, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(AttemptEntry entry, DataOutputStream out) throws IOException {
        out.writeByte(
                switch (entry) {
                    case Opened _ -> OPENED;
                    case Closed _ -> CLOSED;
                    case Withdrawn _ -> WITHDRAWN;
                });
        out.writeLong(entry.offset());
        out.writeLong(entry.attempt().messageId().getMostSignificantBits());
        out.writeLong(entry.attempt().messageId().getLeastSignificantBits());
        out.writeInt(entry.attempt().number());
        if (entry instanceof Opened(long _, Attempt _, Opening(long token, int doubts, String gateway))) {
            out.writeLong(token);
            out.writeInt(doubts);
            out.writeUTF(gateway);
        }
    }

    /** @throws IllegalStateException when it was written by a version that this one does not know */
    static List<AttemptEntry> read(byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "attempts of version " + version + ": they were written by a newer sender");
            }
            List<AttemptEntry> entries = new ArrayList<>();
            while (in.available() > 0) {
                entries.add(read(in));
            }
            return entries;
        } catch (IOException e) {
            throw new IllegalStateException("unreadable attempts record", e);
        }
    }

    private static AttemptEntry read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        long offset = in.readLong();
        Attempt attempt = new Attempt(new UUID(in.readLong(), in.readLong()), in.readInt());
        return switch (kind) {
            case OPENED -> new Opened(offset, attempt, new Opening(in.readLong(), in.readInt(), in.readUTF()));
            case CLOSED -> new Closed(offset, attempt);
            case WITHDRAWN -> new Withdrawn(offset, attempt);
            default -> throw new IllegalStateException("unknown kind of attempt entry " + kind);
        };
    }
}
