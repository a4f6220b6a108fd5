package dev.vestnik.sender.lane;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops a lane's thread at its next look at the clock, as a long pause of the whole machine would, while its member stays in the group. */
final class FreezingClock implements InstantSource {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch thaw = new CountDownLatch(1);
    private final CountDownLatch frozen = new CountDownLatch(1);
    private volatile boolean armed;

    void freeze() {
        armed = true;
    }

    void awaitFrozen() throws InterruptedException {
        if (!frozen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no lane has looked at the clock");
        }
    }

    void thaw() {
        thaw.countDown();
    }

    @Override
    public Instant instant() {
        if (armed && Thread.currentThread().getName().startsWith("lane-")) {
            frozen.countDown();
            try {
                thaw.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Instant.now();
    }
}
