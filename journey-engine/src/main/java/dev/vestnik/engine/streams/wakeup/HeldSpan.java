package dev.vestnik.engine.streams.wakeup;

/** The last stretch of time in which wake-ups of one class had to wait for the backlog; milliseconds since 1970. */
final class HeldSpan {
    private long since;
    private long until;
    private boolean held;

    /** @param waits whether any waits at this tick */
    void seen(boolean waits, long now) {
        if (waits && !held) {
            since = now;
        }
        if (waits || held) {
            until = now;
        }
        held = waits;
    }

    /** The part of the time between these two during which it was so. */
    long within(long from, long to) {
        return Math.max(0, Math.min(until, to) - Math.max(since, from));
    }
}
