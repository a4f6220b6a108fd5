package dev.vestnik.service.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Counts the time of rests and pauses: it begins at the clock's time and then advances with {@link System#nanoTime} alone, since a clock that
 * is set back by an hour would lengthen every rest by that hour. Its instants are compared with each other only.
 */
public final class SteadyClock implements InstantSource {
    private final Instant start;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** @param clock asked once */
    public SteadyClock(InstantSource clock) {
        this(clock, System::nanoTime);
    }

    SteadyClock(InstantSource clock, LongSupplier nanoTime) {
        this.start = clock.instant();
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }
}
