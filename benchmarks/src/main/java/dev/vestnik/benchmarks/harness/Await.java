package dev.vestnik.benchmarks.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, looking every few milliseconds. */
public final class Await {
    private static final Duration LOOK = Duration.ofMillis(20);

    private Await() {}

    /** @throws IllegalStateException when it does not come true in time */
    public static void until(String what, Duration most, BooleanSupplier condition) {
        until(what, most, LOOK, condition);
    }

    /** Looks less often, for looks that cost what is measured: the processor. */
    public static void until(String what, Duration most, Duration look, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in " + most + ": " + what);
            }
            LockSupport.parkNanos(look.toNanos());
        }
    }
}
