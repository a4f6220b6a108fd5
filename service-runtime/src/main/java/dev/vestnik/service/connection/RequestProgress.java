package dev.vestnik.service.connection;

import java.util.Optional;

/**
 * The progress of one connection's requests, and whether its client keeps us waiting too long. Not thread-safe: the event loop
 * of the connection owns it. All times are {@link System#nanoTime}.
 */
final class RequestProgress {
    private enum Phase {
        WAITING,
        HEAD,
        BODY,
        ANSWERING
    }

    private final long idle;
    private final long head;
    private final long body;
    private final long bodyLeast;

    private Phase phase = Phase.WAITING;
    private int open;
    private long since;
    private long bytes;
    private long waited;
    private boolean reading;
    private long readingSince;

    RequestProgress(ConnectionSettings settings, long now) {
        idle = settings.idle().toNanos();
        head = settings.head().toNanos();
        body = settings.body().toNanos();
        bodyLeast = settings.bodyLeast().toBytes();
        since = now;
    }

    /** We are ready for more bytes: from now on it is the client who lets us wait. */
    void asked(long now) {
        if (!reading) {
            reading = true;
            readingSince = now;
        }
    }

    void got(int count, long now) {
        bytes += count;
        if (phase == Phase.WAITING) {
            enter(Phase.HEAD, now);
        }
    }

    /** Everything that had come has been read. */
    void readEnded(long now) {
        waited += reading ? now - readingSince : 0;
        reading = false;
    }

    void headEnded(long now) {
        open++;
        enter(Phase.BODY, now);
    }

    void requestEnded(long now) {
        enter(open > 0 ? Phase.ANSWERING : Phase.WAITING, now);
    }

    void answered(long now) {
        open = Math.max(0, open - 1);
        if (phase == Phase.ANSWERING && open == 0) {
            enter(Phase.WAITING, now);
        }
    }

    private void enter(Phase next, long now) {
        phase = next;
        since = now;
        bytes = 0;
        waited = 0;
        readingSince = now;
    }

    /** Names the part of a request with which the client is too slow now; empty where it is not too slow. */
    Optional<Slowness> slowness(long now) {
        return switch (phase) {
            case WAITING -> now - since >= idle ? Optional.of(Slowness.IDLE) : Optional.empty();
            case HEAD -> now - since >= head ? Optional.of(Slowness.HEAD) : Optional.empty();
            case BODY -> slowBody(now);
            case ANSWERING -> Optional.empty();
        };
    }

    private Optional<Slowness> slowBody(long now) {
        readEnded(now, reading);
        if (waited < body) {
            return Optional.empty();
        }
        boolean slow = bytes < bodyLeast || bytes == 0;
        enter(Phase.BODY, now);
        return slow ? Optional.of(Slowness.BODY) : Optional.empty();
    }

    private void readEnded(long now, boolean goesOn) {
        readEnded(now);
        reading = goesOn;
        readingSince = now;
    }

    /** Whether a request has come whose answer has not gone out. */
    boolean isUnanswered() {
        return open > 0;
    }

    /** The interval at which to ask for {@link #slowness}, to be told not much too late. */
    long period() {
        long shortest = Math.min(idle, Math.min(head, body)) / 4;
        return Math.clamp(shortest, 10_000_000L, 1_000_000_000L);
    }
}
