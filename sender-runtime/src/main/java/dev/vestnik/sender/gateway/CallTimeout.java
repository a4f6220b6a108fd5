package dev.vestnik.sender.gateway;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends every call of a gateway. Each gateway has shorter time-outs of its own; this one ends waits that they do not see, such as for a
 * server that sends a byte a minute. It interrupts the thread, which closes the socket that a virtual thread waits at.
 */
final class CallTimeout {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Duration limit;

    CallTimeout(Duration limit) {
        this.limit = limit;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("gateway-timeout").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Calls on the caller's thread. */
    <T> T call(Callable<T> call) throws Exception {
        Deadline deadline = new Deadline(Thread.currentThread());
        ScheduledFuture<?> end = TIMER.schedule(deadline, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return call.call();
        } catch (InterruptedException e) {
            if (deadline.passed()) {
                throw new TimeoutException("no end within " + limit);
            }
            throw e;
        } finally {
            end.cancel(false);
            if (deadline.over()) {
                Thread.interrupted(); // clears the interrupt of this time-out, which came too late
            }
        }
    }

    /** One call's time: its interrupt has happened once {@link #passed} says so, and does not happen any more after {@link #over}. */
    private static final class Deadline implements Runnable {
        private final Thread caller;
        private boolean passed;
        private boolean over;

        Deadline(Thread caller) {
            this.caller = caller;
        }

        @Override
        public synchronized void run() {
            if (!over) {
                passed = true;
                caller.interrupt();
            }
        }

        synchronized boolean passed() {
            return passed;
        }

        synchronized boolean over() {
            over = true;
            return passed;
        }
    }
}
