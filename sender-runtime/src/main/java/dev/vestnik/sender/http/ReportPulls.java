package dev.vestnik.sender.http;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookEvents;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers for reports, each on a virtual thread of its own. A provider gives a report once: what it has given is written until Kafka
 * has it. A stop waits for an answer under way and its writing; only the end of the process, or a Kafka that is away at the stop, loses it.
 */
final class ReportPulls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReportPulls.class);
    private static final Duration WRITE_TIME = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The time that a stop gives to answers under way: less than orchestrators give to a process. */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(15);

    private final HookEvents events;
    private final SenderMetrics metrics;
    private final Map<Gateway, Pull> pulls = new IdentityHashMap<>();
    private boolean closed;

    /** One provider's questions. */
    private final class Pull {
        private final CountDownLatch closing = new CountDownLatch(1);
        private final Thread thread;

        Pull(HttpGateway gateway, Duration every) {
            thread = Thread.ofVirtual().name("pull-" + gateway.name()).start(() -> run(gateway, every));
        }

        private void run(HttpGateway gateway, Duration every) {
            try {
                do {
                    tryToPull(gateway, closing);
                } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closing took too long
            }
        }
    }

    ReportPulls(Route route, HookEvents events, SenderMetrics metrics) {
        this.events = events;
        this.metrics = metrics;
        follow(route.gateways());
    }

    /** Asks these gateways' providers and no others any more. Returns when answers under way of the others are written. */
    synchronized void follow(List<Gateway> gateways) {
        if (closed) {
            return;
        }
        List<Pull> over = pulls.entrySet().stream()
                .filter(pull -> gateways.stream().noneMatch(gateway -> gateway == pull.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        pulls.values().removeAll(over);
        end(over);
        gateways.stream()
                .filter(HttpGateway.class::isInstance)
                .map(HttpGateway.class::cast)
                .forEach(gateway -> gateway.pullEvery()
                        .ifPresent(every -> pulls.computeIfAbsent(gateway, _ -> new Pull(gateway, every))));
    }

    private void tryToPull(HttpGateway gateway, CountDownLatch closing) throws InterruptedException {
        try {
            pull(gateway, closing);
        } catch (RuntimeException e) {
            trouble(gateway, e.getClass().getSimpleName()); // its text may carry the key
        }
    }

    /** Asks again at once while there is more. */
    private void pull(HttpGateway gateway, CountDownLatch closing) throws InterruptedException {
        boolean more = true;
        while (more && closing.getCount() > 0) {
            Pulled pulled = gateway.pull();
            if (pulled.trouble() != null) {
                trouble(gateway, pulled.trouble());
            }
            more = !pulled.events().isEmpty();
            if (more) {
                write(gateway, pulled.events());
            }
        }
    }

    private void trouble(HttpGateway gateway, String cause) {
        log.warn("gateway={} reports=not-pulled cause=\"{}\"", gateway.name(), cause);
        metrics.hook(gateway.name(), "not_pulled");
    }

    private void write(HttpGateway gateway, List<HookEvent> told) throws InterruptedException {
        try {
            while (!written(gateway, told)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            log.error("gateway={} reports={} written=never", gateway.name(), told.size());
            metrics.hook(gateway.name(), "lost");
            throw e;
        }
    }

    private boolean written(HttpGateway gateway, List<HookEvent> told) throws InterruptedException {
        try {
            events.write(gateway, told).get(WRITE_TIME.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            log.warn("gateway={} reports={} written=not-yet", gateway.name(), told.size());
            return false;
        }
    }

    private static void end(List<Pull> over) {
        over.forEach(pull -> pull.closing.countDown());
        try {
            long end = System.nanoTime() + CLOSE_TIME.toNanos();
            for (Pull pull : over) {
                pull.thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.forEach(pull -> pull.thread.interrupt());
    }

    @Override
    public synchronized void close() {
        closed = true;
        end(List.copyOf(pulls.values()));
        pulls.clear();
    }
}
