package dev.vestnik.engine.streams.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** A buffer that grows; used again and again by one thread. */
final class PrimitiveEncoder {
    private static final int LARGEST_KEPT = 1 << 16;

    private byte[] bytes = new byte[1024];
    private int size;
    private long lastInstant;

    void reset() {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[1024];
        }
        size = 0;
        lastInstant = 0;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, lowest first; negative numbers take ten bytes. */
    void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void int64(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void uuid(UUID id) {
        int64(id.getMostSignificantBits());
        int64(id.getLeastSignificantBits());
    }

    /** To the millisecond, as the distance from the instant before it in this buffer. */
    void instant(Instant instant) {
        long millis = Millis.of(instant);
        varint(zigzag(millis - lastInstant));
        lastInstant = millis;
    }

    void raw(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** All that another one has from there on. */
    void raw(PrimitiveEncoder other, int from) {
        raw(other.bytes, from, other.size - from);
    }

    /** UTF-8 without its length, which must be {@link #utf8Length}. */
    void utf8(String text, int length) {
        if (length == text.length()) {
            ensure(length);
            for (int i = 0; i < length; i++) {
                bytes[size++] = (byte) text.charAt(i);
            }
        } else {
            raw(text.getBytes(StandardCharsets.UTF_8), 0, length);
        }
    }

    /** The number of bytes that {@link String#getBytes} gives, a lone surrogate being one byte there. */
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return length;
    }

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
