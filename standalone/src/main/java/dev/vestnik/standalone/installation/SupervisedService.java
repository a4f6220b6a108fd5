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
 * A service that is stopped and started again when it has been dead for a minute: a thread of it that died must not leave the others
 * behind as if nothing had happened. When it does not start, that is tried again every minute, and its port is closed meanwhile.
 */
final class KeptAlive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAlive.class);

    /**
     * How closely it is looked at.
     *
     * @param look how often
     * @param dead how long it may be dead before it is started again
     * @param silent how long it may not answer at all before it is
     */
    record Pace(Duration look, Duration dead, Duration silent) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    private final String name;
    private final Supplier<? extends AutoCloseable> start;
    private final Supplier<Sign> signs;
    private final Pace pace;
    private final ScheduledExecutorService watch;
    private @Nullable AutoCloseable current;
    private long aliveAt = System.nanoTime();
    private int restarts;

    private KeptAlive(String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs, Pace pace) {
        this.name = name;
        this.start = start;
        this.signs = signs;
        this.pace = pace;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("watch-" + name).unstarted(task));
    }

    static KeptAlive start(String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs) {
        return start(name, start, signs, Pace.USUAL);
    }

    /** Starts it; when that fails, so does this. */
    static KeptAlive start(String name, Supplier<? extends AutoCloseable> start, Supplier<Sign> signs, Pace pace) {
        KeptAlive kept = new KeptAlive(name, start, signs, pace);
        kept.current = start.get();
        kept.aliveAt = System.nanoTime();
        long look = pace.look().toMillis();
        var _ = kept.watch.scheduleWithFixedDelay(kept::look, look, look, TimeUnit.MILLISECONDS);
        return kept;
    }

    /** Catches everything: a scheduled task that throws is not run again. */
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
            case DEAD -> againAfter(sign, pace.dead());
            case SILENT -> againAfter(sign, pace.silent());
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
        } catch (RuntimeException | Error e) { // an Error of a service that does not start is that service's
            LOG.error(
                    "service={} state=down cause=\"{}\" again=\"in {} s\"",
                    name,
                    e,
                    pace.dead().toSeconds(),
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
        } catch (Throwable e) { // it was dead anyway
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
