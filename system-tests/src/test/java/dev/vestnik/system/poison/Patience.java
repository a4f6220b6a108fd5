package dev.vestnik.system.poison;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time that passes between what the day does. */
final class Patience {
    private Patience() {}

    /** Waits for a condition, and goes on without it when its time is over: what is missing then is told by the claims. */
    static void until(Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** The pace of the day: nothing is waited for. */
    static void pause(Duration length) {
        long deadline = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }
}
