package dev.vestnik.sandbox.followup;

import dev.vestnik.sandbox.followup.FollowUpHandler.Delivery;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Settled;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Delivers the due follow-ups of a queue, several at once, repeats each until it is done, and writes its end to the ledger. */
public final class FollowUpWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FollowUpWorker.class);
    private static final int WINDOW = 100;

    private final Ledger ledger;
    private final FollowUpQueue queue;
    private final FollowUpHandler handler;
    private final InstantSource clock;
    private final Duration retryAfter;
    private final Semaphore window = new Semaphore(WINDOW);
    private volatile @Nullable Thread dispatcher;

    public FollowUpWorker(
            Ledger ledger, FollowUpQueue queue, FollowUpHandler handler, InstantSource clock, Duration retryAfter) {
        this.ledger = ledger;
        this.queue = queue;
        this.handler = handler;
        this.clock = clock;
        this.retryAfter = retryAfter;
    }

    @Override
    public void start() {
        dispatcher = Thread.ofVirtual().name("follow-ups").start(this::dispatch);
    }

    private void dispatch() {
        try {
            while (true) {
                Due due = queue.take();
                handler.awaitReady();
                window.acquire();
                Thread.startVirtualThread(() -> attempt(due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Due due) {
        try {
            if (handler.deliver(new Delivery(due.seq(), ledger.read(due.seq()), due.index(), due.attempt()))) {
                ledger.append(new Settled(clock.instant(), due.seq(), due.index()));
            } else {
                queue.retry(due, retryAfter);
            }
        } catch (IOException | RuntimeException e) {
            log.info("event=follow-up-failed seq={} attempt={} cause={}", due.seq(), due.attempt(), e.toString());
            queue.retry(due, retryAfter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            window.release();
        }
    }

    @Override
    public void stop() {
        Thread running = dispatcher;
        dispatcher = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join();
            if (window.tryAcquire(WINDOW, 5, TimeUnit.SECONDS)) {
                window.release(WINDOW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops after the servers: without them a delivery under way ends soon. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return dispatcher != null;
    }
}
