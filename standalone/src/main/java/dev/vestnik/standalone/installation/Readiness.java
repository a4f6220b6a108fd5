package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until services say that they are ready: their topics are there, their partitions assigned, their state restored. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private Readiness() {}

    /** @throws CommandFailedException when some are not ready after three minutes; the message says which and what they say */
    static void await(Ports ports, List<Service> services) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Service> waiting = new ArrayList<>(services);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!waiting.isEmpty()) {
                waiting.removeIf(service -> ask(http, ports, service).statusCode() == 200);
                if (!waiting.isEmpty() && System.nanoTime() > deadline) {
                    throw new CommandFailedException("not ready after three minutes: "
                            + waiting.stream()
                                    .map(service -> service.label() + " "
                                            + ask(http, ports, service).body())
                                    .toList());
                }
                LockSupport.parkNanos(LOOK);
            }
        }
    }

    private static HttpResponse<String> ask(HttpClient http, Ports ports, Service service) {
        URI uri = URI.create(ports.url(service.part()) + "/actuator/health/readiness");
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailedException(service.label() + " does not answer at " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while the services started", e);
        }
    }
}
