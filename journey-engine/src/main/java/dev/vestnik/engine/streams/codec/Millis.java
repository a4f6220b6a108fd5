package dev.vestnik.engine.streams.codec;

import java.time.Instant;

/** Instants are kept to the millisecond. */
public final class Millis {
    private static final long FARTHEST = 253_402_300_799_999L;

    private Millis() {}

    /** The milliseconds since 1970; instants past the year 9999 or before -9999 are taken for these. */
    public static long of(Instant instant) {
        long seconds = Math.clamp(instant.getEpochSecond(), -FARTHEST / 1000, FARTHEST / 1000);
        return seconds * 1000 + instant.getNano() / 1_000_000;
    }
}
