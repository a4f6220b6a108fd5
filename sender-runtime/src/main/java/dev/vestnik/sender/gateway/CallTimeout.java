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
        ScheduledFuture<?> end =
                TIMER.schedule(Thread.currentThread()::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return call.call();
        } catch (InterruptedException e) {
            if (end.isDone()) {
                throw new TimeoutException("no end within " + limit);
            }
            throw e;
        } finally {
            if (!end.cancel(false)) {
                Thread.interrupted(); // clears the interrupt of this time-out, which came too late
            }
        }
    }
}
