package dev.vestnik.system.poison;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Time that passes between what the day does. */
final class Patience {
    /** Most that any condition is waited for; more for a machine that is busy with something else. */
    static final Duration MOST = Duration.ofSeconds(Long.getLong("vestnik.poison.patience", 60));

    private Patience() {}

    /** What is waited for. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits for a condition, and goes on without it when its time is over: what is missing then is told by the claims. */
    static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!condition.holds() && System.nanoTime() < deadline) {
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
