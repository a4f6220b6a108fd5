package dev.vestnik.engine.streams.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reads what {@link PrimitiveEncoder} wrote. */
final class PrimitiveDecoder {
    private final byte[] bytes;
    private int at;
    private long lastInstant;

    PrimitiveDecoder(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.at = offset;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    void skip(int length) {
        at += length;
    }

    int u8() {
        return bytes[at++] & 0xff;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** A varint that is a length, a count or an index. */
    int count() {
        return Math.toIntExact(varint());
    }

    /**
     * A varint that says how many elements follow, each of a byte at least.
     *
     * @throws UnreadableStateException when there are not so many bytes
     */
    int size() {
        return checked(varint());
    }

    /** The same for a number that was read already. */
    int checked(long size) {
        if (size < 0 || size > bytes.length - at) {
            throw new UnreadableStateException(
                    "a list of " + size + " in a state or an entry of " + bytes.length + " bytes");
        }
        return (int) size;
    }

    long int64() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    UUID uuid() {
        return new UUID(int64(), int64());
    }

    Instant instant() {
        lastInstant += unzigzag(varint());
        return Instant.ofEpochMilli(lastInstant);
    }

    String utf8(int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The next instant is a distance from 1970 again. */
    void beginInstants() {
        lastInstant = 0;
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
