package dev.vestnik.engine.lookup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A source that is asked by a GET. Follows no redirect, which could lead to where operations have not allowed it. */
final class HttpSource {
    /** The most bytes of a body that are read; a run keeps less of an answer. */
    static final int MOST_BYTES = 32_768;

    /** No answer in the source's time. */
    static final Found LATE = new Found.Nothing("time-out");

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final UrlTemplate url;
    private final Map<String, String> headers;
    private final Duration patience;

    HttpSource(HttpClient client, LookupSettings.Source settings) {
        this.client = client;
        this.url = settings.template();
        this.headers = settings.allHeaders();
        this.patience = settings.patience();
    }

    /** A client for all sources. */
    static HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Completes in the source's time, and never with an exception. */
    CompletableFuture<Found> ask(Map<String, Object> values) {
        return url.filled(values)
                .map(this::ask)
                .orElseGet(() -> CompletableFuture.completedFuture(new Found.Nothing("no-value")));
    }

    private CompletableFuture<Found> ask(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).header("Accept", "application/json");
        headers.forEach(request::setHeader);
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        CompletableFuture<Found> found = sent.thenApply(HttpSource::found)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(HttpSource::failed);
        return found.whenComplete((result, none) -> sent.cancel(true)); // a body that trickles is read no further
    }

    private static Found found(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case OK -> new Found.Value(new String(response.body(), StandardCharsets.UTF_8));
            case NO_CONTENT, NOT_FOUND -> new Found.Nothing("not-found");
            default -> new Found.Nothing("status-" + response.statusCode());
        };
    }

    /** The names of exceptions alone: their messages may hold the address. */
    private static Found failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case TimeoutException late -> LATE;
            case HttpTimeoutException late -> LATE;
            case IOException broken when isTooLarge(broken) -> new Found.Nothing("too-large");
            case IOException broken -> new Found.Nothing("unreachable");
            default -> new Found.Nothing("failed");
        };
    }

    private static boolean isTooLarge(IOException broken) {
        return String.valueOf(broken.getMessage()).contains("exceeds");
    }
}
