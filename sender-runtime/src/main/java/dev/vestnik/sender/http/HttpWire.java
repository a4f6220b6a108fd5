package dev.vestnik.sender.http;

import dev.vestnik.schemas.http.BoundedBody;
import dev.vestnik.schemas.http.BoundedBody.Body;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Posts to providers. Follows no redirects, reads no more than 16 KiB of an answer, and ends after a time-out whatever the other
 * side does.
 */
public final class HttpWire implements AutoCloseable {
    private static final int BODY_LIMIT = 16 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout the longest time until the answer; a connection gets half of it, so that the two can be told apart */
    public HttpWire(SSLContext tls, Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.dividedBy(2))
                .sslContext(tls)
                .executor(threads)
                .build();
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @param mayStart whether there is still time; asked once there is a connection
     */
    public Exchange post(URI address, Map<String, String> headers, byte[] body, BooleanSupplier mayStart)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .POST(new TimelyBody(HttpRequest.BodyPublishers.ofByteArray(body), mayStart))
                .timeout(timeout)
                .version(version(address));
        headers.forEach(request::setHeader);
        return await(client.sendAsync(request.build(), status -> new BoundedBody(BODY_LIMIT)));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        threads.close();
    }

    /** HTTP/2 over TLS only: without ALPN the client would ask every server to upgrade. */
    private static HttpClient.Version version(URI address) {
        return "https".equals(address.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private Exchange await(CompletableFuture<HttpResponse<Body>> pending) throws InterruptedException {
        try {
            HttpResponse<Body> response = pending.get(timeout.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
            return new Exchange.Answered(
                    response.statusCode(),
                    response.body().bytes(),
                    response.headers().firstValue("location").orElse(null));
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new Exchange.Lost("timeout");
        } catch (ExecutionException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw e;
        }
    }

    /** Maps a failure. A failed TLS handshake counts as no connection, since it comes before the request. */
    private static Exchange broken(Throwable cause) {
        boolean unsent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException;
        if (cause instanceof TimelyBody.TooLateException) {
            return new Exchange.TooLate();
        }
        String name = cause.getClass().getSimpleName();
        if (!unsent && !(cause instanceof IOException)) {
            throw new IllegalStateException("Posting failed", cause);
        }
        return unsent ? new Exchange.NotSent(name) : new Exchange.Lost(name);
    }
}
