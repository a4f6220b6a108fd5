package dev.vestnik.push.web;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.sender.ReturnTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the push services of browsers apart. Each origin has places for a part of the window only, and one that is busy or silent is left
 * alone for a while, without asking it for each message. So the outage of one browser's vendor does not slow the others.
 */
final class Origins {
    /** Origins come from browsers: more of them are an attack, and the rests are forgotten. */
    static final int MOST = 1_000;

    /** The rest of an origin that has no place free, or that is busy and does not say for how long. */
    static final Duration REST = Duration.ofSeconds(5);

    /** The time that a push service takes for a request at most when it is well. */
    private static final Duration ANSWER = Duration.ofMillis(500);

    private final int places;
    private final Duration patience;
    private final InstantSource clock;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    /**
     * @param places the most requests to one origin at once
     * @param patience the time to wait for a place: longer than a push service that is well takes to answer
     */
    Origins(int places, Duration patience, InstantSource clock) {
        this.places = places;
        this.patience = patience;
        this.clock = clock;
    }

    interface Call {
        DeviceOutcome post() throws InterruptedException;
    }

    private static final class Origin {
        private final Semaphore free;
        private int users;
        private @Nullable Instant busyUntil;
        private final ReturnTimes returns = new ReturnTimes();

        Origin(int places) {
            free = new Semaphore(places);
        }

        boolean isIdle(Instant now) {
            return users == 0 && (busyUntil == null || !busyUntil.isAfter(now));
        }
    }

    /** Makes the call when its origin has room; else says that this push service is busy. */
    DeviceOutcome post(String name, Call call) throws InterruptedException {
        Origin origin = enter(name);
        try {
            DeviceOutcome busy = busy(origin);
            return busy == null ? posted(origin, call) : busy;
        } finally {
            leave(name);
        }
    }

    private DeviceOutcome posted(Origin origin, Call call) throws InterruptedException {
        if (!origin.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            rest(origin, REST);
            return Objects.requireNonNull(busy(origin));
        }
        try {
            DeviceOutcome outcome = call.post();
            if (outcome instanceof DeviceOutcome.Busy busy) {
                rest(origin, Objects.requireNonNullElse(busy.retryAfter(), REST));
            }
            return outcome;
        } finally {
            origin.free.release();
        }
    }

    private @Nullable DeviceOutcome busy(Origin origin) {
        Instant now = clock.instant();
        synchronized (origin) {
            return origin.busyUntil == null || !origin.busyUntil.isAfter(now)
                    ? null
                    : DeviceOutcome.held(
                            "webpush-service-busy",
                            Duration.between(now, origin.returns.next(origin.busyUntil, ANSWER.dividedBy(places))));
        }
    }

    private void rest(Origin origin, Duration time) {
        Instant end = clock.instant().plus(time);
        synchronized (origin) {
            origin.busyUntil = origin.busyUntil == null || end.isAfter(origin.busyUntil) ? end : origin.busyUntil;
        }
    }

    private Origin enter(String name) {
        if (origins.size() >= MOST) {
            forget();
        }
        return Objects.requireNonNull(origins.compute(name, (_, known) -> {
            Origin origin = known == null ? new Origin(places) : known;
            synchronized (origin) {
                origin.users++;
            }
            return origin;
        }));
    }

    private void leave(String name) {
        Instant now = clock.instant();
        origins.computeIfPresent(name, (_, origin) -> {
            synchronized (origin) {
                origin.users--;
                return origin.isIdle(now) ? null : origin;
            }
        });
    }

    /** Forgets origins that rest no more; when all rest, those that no request is using. */
    private void forget() {
        Instant now = clock.instant();
        origins.values().removeIf(origin -> {
            synchronized (origin) {
                return origin.isIdle(now);
            }
        });
        if (origins.size() >= MOST) {
            origins.values().removeIf(origin -> {
                synchronized (origin) {
                    return origin.users == 0;
                }
            });
        }
    }

    int size() {
        return origins.size();
    }
}
