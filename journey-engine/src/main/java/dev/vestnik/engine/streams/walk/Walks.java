package dev.vestnik.engine.streams.walk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The resources that the walks of all tasks share: one thread that reads states, half of the time at most, and of each stream thread the
 * part of its time that moving customers may take.
 */
public final class Walks implements AutoCloseable {
    /** The work of a stream thread without a pause; it does other things then for {@link #REST} times as long. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int REST = 2;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("walk-reader").factory());
    private final ThreadLocal<Share> shares = ThreadLocal.withInitial(Share::new);
    private final AtomicInteger walking = new AtomicInteger();
    private final AtomicInteger launching = new AtomicInteger();
    private final Counter moved;
    private final Counter reached;

    /** The share of one stream thread, in {@link System#nanoTime}. */
    private static final class Share {
        private long restsUntil = System.nanoTime();
    }

    public Walks(MeterRegistry registry) {
        moved = Counter.builder("vestnik.walk.customers")
                .description(
                        "Customers whom a publication has moved, ended or given a moment of the calendar, before anything happened to them")
                .register(registry);
        reached = Counter.builder("vestnik.campaign.customers")
                .description("Customers whom launches of campaigns have reached")
                .register(registry);
        Gauge.builder("vestnik.campaign.tasks", launching, AtomicInteger::doubleValue)
                .description("Tasks that walk their customers for a campaign")
                .register(registry);
        Gauge.builder("vestnik.walk.tasks", walking, AtomicInteger::doubleValue)
                .description("Tasks that look for customers in older versions of journeys")
                .register(registry);
    }

    /** Reads a part of a task's states, and then rests for as long as that took. */
    void read(Runnable part) {
        if (!reader.isShutdown()) {
            reader.execute(() -> {
                long from = System.nanoTime();
                part.run();
                LockSupport.parkNanos(System.nanoTime() - from);
            });
        }
    }

    /** A launch of a campaign has come to a customer. */
    public void reached() {
        reached.increment();
    }

    /** A task has begun to walk for campaigns, or has come to the end. */
    void launching(boolean is) {
        launching.addAndGet(is ? 1 : -1);
    }

    /** A task has begun to walk, or has come to the end. */
    void walking(boolean is) {
        walking.addAndGet(is ? 1 : -1);
    }

    void moved() {
        moved.increment();
    }

    /** The time until which this thread may move customers now; in the past where it is to do other things first. */
    long mayWorkUntil() {
        long now = System.nanoTime();
        return now - shares.get().restsUntil < 0 ? now : now + SLICE_NANOS;
    }

    /** This thread has moved customers since that time. */
    void worked(long since) {
        long now = System.nanoTime();
        shares.get().restsUntil = now + REST * (now - since);
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
