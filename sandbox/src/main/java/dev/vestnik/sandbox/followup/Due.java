package dev.vestnik.sandbox.followup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A follow-up of a ledger record, with the time of its {@code attempt}th try. */
record Due(Instant at, long seq, int index, int attempt, InstantSource clock) implements Delayed {

    record Key(long seq, int index) {}

    Key key() {
        return new Key(seq, index);
    }

    Due again(Instant then) {
        return new Due(then, seq, index, attempt + 1, clock);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(at.toEpochMilli() - clock.millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return other instanceof Due due
                ? at.compareTo(due.at)
                : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
