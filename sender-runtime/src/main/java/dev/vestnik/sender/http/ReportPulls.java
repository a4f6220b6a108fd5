package dev.vestnik.sender.http;

import dev.vestnik.sender.Route;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers for reports, each on a virtual thread of its own. A provider gives a report once: what it has given is written until Kafka
 * has it, and is lost only with the process.
 */
final class ReportPulls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReportPulls.class);
    private static final Duration WRITE_TIME = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HookEvents events;
    private final List<Thread> threads = new ArrayList<>();

    ReportPulls(Route route, HookEvents events) {
        this.events = events;
        route.gateways().stream()
                .filter(HttpGateway.class::isInstance)
                .map(HttpGateway.class::cast)
                .forEach(gateway -> gateway.pullEvery()
                        .ifPresent(every -> threads.add(Thread.ofVirtual()
                                .name("pull-" + gateway.name())
                                .start(() -> run(gateway, every)))));
    }

    private void run(HttpGateway gateway, Duration every) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tryToPull(gateway);
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void tryToPull(HttpGateway gateway) throws InterruptedException {
        try {
            pull(gateway);
        } catch (RuntimeException e) {
            log.warn("gateway={} reports=not-pulled", gateway.name(), e);
        }
    }

    /** Asks again at once while there is more. */
    private void pull(HttpGateway gateway) throws InterruptedException {
        List<HookEvent> told = gateway.pull();
        while (!told.isEmpty()) {
            while (!written(gateway, told)) {
                Thread.sleep(PAUSE);
            }
            told = gateway.pull();
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

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
