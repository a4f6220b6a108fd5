package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lane going: runs one session after the other on a thread of its own, until the lane is stopped. */
final class LaneWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOOD_WHILE = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final LaneContext context;
    private final LaneMemory memory;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    LaneWorker(LaneContext context) {
        this.context = context;
        this.memory = new LaneMemory(context);
        context.metrics().lane(context.lane(), () -> memory.status().lag());
        this.thread = Thread.ofPlatform().name("lane-" + context.lane()).unstarted(this::work);
    }

    LaneWorker start() {
        thread.start();
        return this;
    }

    LaneStatus status() {
        return memory.status();
    }

    private void work() {
        Duration pause = PAUSE;
        long began = System.nanoTime();
        while (!endsWell() && !isStopping(pause)) {
            boolean wasGood = System.nanoTime() - began > GOOD_WHILE.plus(pause).toNanos();
            pause = wasGood ? PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            began = System.nanoTime();
        }
        memory.publish(LaneStatus.State.STOPPED);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Runs a session; false when it broke, by an {@code Error} too: a lane without a thread would still look alive. */
    private boolean endsWell() {
        try (LaneClients clients = new LaneClients(context);
                LaneSession session = new LaneSession(context, memory, clients)) {
            session.run(() -> !isStopping(Duration.ZERO));
            if (session.hasOthers()) {
                clients.leaveGroup();
            }
            return true;
        } catch (RuntimeException | Error e) {
            memory.broken(named(e));
            log.warn("lane={} session=broken next=again", context.lane(), e);
            return false;
        }
    }

    /** Names the exceptions without their messages, which may quote content. */
    private static String named(Throwable e) {
        Throwable cause = e.getCause();
        String name = e.getClass().getSimpleName();
        return cause == null || cause == e
                ? name
                : name + " by " + cause.getClass().getSimpleName();
    }

    private boolean isStopping(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns when the attempts on their way have ended, or the time for it is over. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            if (!thread.join(STOP)) {
                log.warn("lane={} stop=late", context.lane());
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        memory.close();
    }
}
