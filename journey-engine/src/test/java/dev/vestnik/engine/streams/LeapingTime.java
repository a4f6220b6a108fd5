package dev.vestnik.engine.streams;

import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A clock that goes as the machine's does, and leaps ahead when it is told to. A thread that {@link #look looks} sees leaps then alone: between
 * two looks no more time passes than on a real clock.
 */
final class LeapingTime implements Time, InstantSource {
    private final ThreadLocal<@Nullable Long> seen = new ThreadLocal<>();
    private volatile long ahead;

    LeapingTime(Instant now) {
        ahead = now.toEpochMilli() - Time.SYSTEM.milliseconds();
    }

    /** Makes it this time, where it is not later already. */
    void leapTo(Instant time) {
        ahead = Math.max(ahead, time.toEpochMilli() - Time.SYSTEM.milliseconds());
    }

    /** This thread sees the leaps until now. */
    void look() {
        seen.set(ahead);
    }

    @Override
    public long milliseconds() {
        Long mine = seen.get();
        return Time.SYSTEM.milliseconds() + (mine == null ? ahead : mine);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(milliseconds());
    }

    @Override
    public long millis() {
        return milliseconds();
    }

    @Override
    public long nanoseconds() {
        return Time.SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }
}
