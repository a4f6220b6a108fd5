package dev.vestnik.sender.lane;

import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.gateway.GatewayAccount;
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
import org.jspecify.annotations.Nullable;

/**
 * Encodes the value of an attempts record, which holds the entries of one lane transaction about one partition: a version byte, then each
 * entry as kind (1 opened, 2 closed, 3 withdrawn), offset (8), message id (16), attempt (4); an opening adds token (8), doubts (4), gateway
 * (length-prefixed UTF-8). A gateway that takes a key has its account in a second line: a sender that knows nothing of accounts finds no
 * gateway of that name and takes the message as in doubt.
 */
final class AttemptCodec {
    private static final int VERSION = 1;
    private static final int OPENED = 1;
    private static final int CLOSED = 2;
    private static final int WITHDRAWN = 3;
    private static final char LINE = '\n';
    /** The highest version that this release or a later one may write; text begins above it. */
    private static final int LAST_VERSION = 15;

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
        if (entry instanceof Opened(long _, Attempt _, Opening(long token, int doubts, GatewayAccount at))) {
            out.writeLong(token);
            out.writeInt(doubts);
            out.writeUTF(at.account().isEmpty() ? at.gateway() : at.gateway() + LINE + at.account());
        }
    }

    /** Whether a sender of any version can have written this record: it has no key, and its value begins with a version. */
    static boolean isOurs(byte @Nullable [] key, byte @Nullable [] value) {
        return key == null && value != null && value.length > 0 && value[0] > 0 && value[0] <= LAST_VERSION;
    }

    static List<AttemptEntry> read(byte[] value) throws UnreadableAttemptException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new UnreadableAttemptException(
                        "attempts of version " + version + ": they were written by a newer sender");
            }
            List<AttemptEntry> entries = new ArrayList<>();
            while (in.available() > 0) {
                entries.add(read(in));
            }
            return entries;
        } catch (IOException e) {
            throw new UnreadableAttemptException("it ends before its last entry does");
        }
    }

    private static AttemptEntry read(DataInputStream in) throws IOException, UnreadableAttemptException {
        int kind = in.readByte();
        long offset = notNegative(in.readLong(), "offset");
        UUID messageId = new UUID(in.readLong(), in.readLong());
        Attempt attempt = new Attempt(messageId, (int) notNegative(in.readInt(), "attempt"));
        return switch (kind) {
            case OPENED -> new Opened(offset, attempt, opening(in));
            case CLOSED -> new Closed(offset, attempt);
            case WITHDRAWN -> new Withdrawn(offset, attempt);
            default -> throw new UnreadableAttemptException("unknown kind of attempt entry " + kind);
        };
    }

    private static Opening opening(DataInputStream in) throws IOException, UnreadableAttemptException {
        return new Opening(in.readLong(), (int) notNegative(in.readInt(), "doubts"), account(in.readUTF()));
    }

    private static GatewayAccount account(String lines) {
        int end = lines.indexOf(LINE);
        return end < 0
                ? new GatewayAccount(lines, "")
                : new GatewayAccount(lines.substring(0, end), lines.substring(end + 1));
    }

    private static long notNegative(long number, String name) throws UnreadableAttemptException {
        if (number < 0) {
            throw new UnreadableAttemptException(name + " is " + number);
        }
        return number;
    }
}
