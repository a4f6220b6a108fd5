package dev.vestnik.standalone.installation;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits until services are ready: their topics are there, their partitions assigned, their state restored. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private Readiness() {}

    /** @throws CommandFailedException when services are not ready after three minutes; the message names them with their states */
    static void await(Ports ports, List<HostedService> services) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<HostedService> waiting = new ArrayList<>(services);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!waiting.isEmpty()) {
                waiting.removeIf(service -> problem(http, ports, service) == null);
                if (!waiting.isEmpty() && System.nanoTime() > deadline) {
                    throw new CommandFailedException("not ready after three minutes: "
                            + waiting.stream()
                                    .map(service -> service.label() + " " + problem(http, ports, service))
                                    .toList());
                }
                LockSupport.parkNanos(LOOK);
            }
        }
    }

    /** The problem of a service; null when it is ready. A slow answer counts as not ready: on a busy machine everything starts at once. */
    private static @Nullable String problem(HttpClient http, Ports ports, HostedService service) {
        URI uri = URI.create(ports.url(service.part()) + "/actuator/health/readiness");
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? null : answer.body();
        } catch (HttpTimeoutException e) {
            return "does not answer within 10 seconds";
        } catch (IOException e) {
            throw new CommandFailedException(service.label() + " does not answer at " + uri + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while the services started", e);
        }
    }
}
