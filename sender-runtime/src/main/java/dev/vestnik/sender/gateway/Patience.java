package dev.vestnik.sender.gateway;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of every call of a gateway. Each gateway has shorter time-outs of its own for what it waits for; this one is for what they do not
 * see, such as a server that sends a byte a minute. It interrupts, which closes the socket that a virtual thread waits at.
 */
final class Patience {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("gateway-patience").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Calls on this thread. */
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
                Thread.interrupted(); // its own, and over
            }
        }
    }
}
