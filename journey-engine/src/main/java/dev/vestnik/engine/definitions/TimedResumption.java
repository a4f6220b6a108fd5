package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resumes the journeys that were paused until a time. Every engine tries; the log takes the change once, since all of them make it
 * for the same revision. Customers in such a journey go on at that time, whether the log has the change yet or not.
 */
public final class TimedResumption implements Runnable, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TimedResumption.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DefinitionsLog definitions;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    TimedResumption(DefinitionsLog definitions, InstantSource clock) {
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Begins to look; the log has been read by now. */
    public synchronized void start() {
        thread = Thread.ofVirtual().name("resumption").start(this);
    }

    @Override
    public void run() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                resumeDue(clock.instant());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void resumeDue(Instant now) throws InterruptedException {
        for (Definition definition : definitions.snapshot().all().definitions().values()) {
            Instant at = definition.resumeAt();
            if (definition.stage() == Stage.PAUSED && at != null && !at.isAfter(now)) {
                resume(definition, now);
            }
        }
    }

    private void resume(Definition definition, Instant now) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        try {
            Verdict verdict = definitions.submit(new Change(
                    id, definition.key(), definition.revision(), new Action.Resume(), "timed-resumption", now));
            log.info("resumption={} definition={}", verdict, definition.key());
        } catch (LogUnavailableException e) {
            log.warn("resumption=later definition={} cause=\"{}\"", definition.key(), String.valueOf(e.getCause()));
        } catch (RuntimeException e) { // one definition's trouble is not the others'
            log.error("resumption=failed definition={}", definition.key(), e);
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
