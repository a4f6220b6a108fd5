package dev.vestnik.standalone.installation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is stopped and started again when it has not been alive for a minute: a thread of it that died must not leave the
 * others behind as if nothing had happened. What it does not come back from, it tries again every minute; its health says so.
 */
final class KeptAlive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAlive.class);

    /**
     * How closely it is looked at.
     *
     * @param look how often
     * @param dead after how long without a sign of life it is started again
     */
    record Pace(Duration look, Duration dead) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    private final String name;
    private final Supplier<? extends AutoCloseable> start;
    private final BooleanSupplier alive;
    private final Pace pace;
    private final ScheduledExecutorService watch;
    private @Nullable AutoCloseable current;
    private long aliveAt = System.nanoTime();
    private int restarts;

    private KeptAlive(String name, Supplier<? extends AutoCloseable> start, BooleanSupplier alive, Pace pace) {
        this.name = name;
        this.start = start;
        this.alive = alive;
        this.pace = pace;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("watch-" + name).unstarted(task));
    }

    static KeptAlive start(String name, Supplier<? extends AutoCloseable> start, BooleanSupplier alive) {
        return start(name, start, alive, Pace.USUAL);
    }

    /** Starts it; when that fails, so does this. */
    static KeptAlive start(String name, Supplier<? extends AutoCloseable> start, BooleanSupplier alive, Pace pace) {
        KeptAlive kept = new KeptAlive(name, start, alive, pace);
        kept.current = start.get();
        kept.aliveAt = System.nanoTime();
        long look = pace.look().toMillis();
        var _ = kept.watch.scheduleWithFixedDelay(kept::look, look, look, TimeUnit.MILLISECONDS);
        return kept;
    }

    private void look() {
        if (alive.getAsBoolean()) {
            aliveAt = System.nanoTime();
        } else if (System.nanoTime() - aliveAt > pace.dead().toNanos()) {
            again();
        }
    }

    private synchronized void again() {
        if (watch.isShutdown()) {
            return;
        }
        restarts++;
        LOG.error("service={} state=dead since=\"{} s\" restarts={}", name, pace.dead().toSeconds(), restarts);
        System.err.printf(
                "vestnik: %s has not been alive for %d s and is started again; the log says why%n",
                name, pace.dead().toSeconds());
        stop();
        try {
            current = start.get();
        } catch (RuntimeException | Error e) { // an Error of a service that does not start is that service's
            LOG.error("service={} state=down cause=\"{}\" again=\"in {} s\"", name, e, pace.dead().toSeconds(), e);
        }
        aliveAt = System.nanoTime();
    }

    private void stop() {
        AutoCloseable old = current;
        current = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (Exception e) { // it was dead anyway
            LOG.warn("service={} stop problem=\"{}\"", name, e, e);
        }
    }

    /** Waits for a start that is under way. */
    @Override
    public void close() {
        watch.shutdown();
        synchronized (this) {
            stop();
        }
    }
}
