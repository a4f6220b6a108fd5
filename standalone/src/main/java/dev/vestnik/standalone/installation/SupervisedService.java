package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.installation.Liveness.Sign;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is stopped and started again when it has been dead for a minute, so that it does not run on without a thread that died.
 * A start that fails is tried again every minute; the service's port is closed meanwhile.
 */
final class SupervisedService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedService.class);

    /**
     * The times of supervision.
     *
     * @param look the time between two looks
     * @param dead the time for which the service may be dead before it is started again
     * @param silent the time for which the service may not answer before it is started again
     */
    record CheckIntervals(Duration look, Duration dead, Duration silent) {
        static final CheckIntervals USUAL =
                new CheckIntervals(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    private final String name;
    private final Supplier<? extends AutoCloseable> start;
    private final Supplier<Sign> signs;
    private final CheckIntervals intervals;
    private final ScheduledExecutorService watch;
    private @Nullable AutoCloseable current;
    private long aliveAt = System.nanoTime();
    private int restarts;

    private SupervisedService(
            String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs, CheckIntervals intervals) {
        this.name = name;
        this.start = start;
        this.signs = signs;
        this.intervals = intervals;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("watch-" + name).unstarted(task));
    }

    static SupervisedService start(String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs) {
        return start(name, start, signs, CheckIntervals.USUAL);
    }

    /** Starts the service; throws what its first start throws. */
    static SupervisedService start(
            String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs, CheckIntervals intervals) {
        SupervisedService kept = new SupervisedService(name, start, signs, intervals);
        kept.current = start.get();
        kept.aliveAt = System.nanoTime();
        long look = intervals.look().toMillis();
        var _ = kept.watch.scheduleWithFixedDelay(kept::look, look, look, TimeUnit.MILLISECONDS);
        return kept;
    }

    /** Looks at the service. Catches everything: a scheduled task that throws is not run again. */
    private void look() {
        try {
            lookOnce();
        } catch (Throwable e) {
            LOG.error("service={} look problem=\"{}\"", name, e, e);
        }
    }

    private void lookOnce() {
        Sign sign = signs.get();
        switch (sign) {
            case ALIVE -> aliveAt = System.nanoTime();
            case DEAD -> againAfter(sign, intervals.dead());
            case SILENT -> againAfter(sign, intervals.silent());
        }
    }

    private void againAfter(Sign sign, Duration patience) {
        Duration since = Duration.ofNanos(System.nanoTime() - aliveAt);
        if (since.compareTo(patience) > 0) {
            again(sign.name().toLowerCase(Locale.ROOT), since);
        }
    }

    private synchronized void again(String sign, Duration since) {
        if (watch.isShutdown()) {
            return;
        }
        restarts++;
        LOG.error("service={} state={} since=\"{} s\" restarts={}", name, sign, since.toSeconds(), restarts);
        System.err.printf(
                "vestnik: %s has been %s for %d s and is started again; the log says more%n",
                name, sign, since.toSeconds());
        stop();
        try {
            current = start.get();
        } catch (RuntimeException | Error e) { // an Error of a service that does not start concerns that service alone
            LOG.error(
                    "service={} state=down cause=\"{}\" again=\"in {} s\"",
                    name,
                    e,
                    intervals.dead().toSeconds(),
                    e);
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
        } catch (Throwable e) { // the service was dead anyway
            LOG.warn("service={} stop problem=\"{}\"", name, e, e);
        }
    }

    /** Stops the service, after a start that is under way. */
    @Override
    public void close() {
        watch.shutdown();
        synchronized (this) {
            stop();
        }
    }
}
