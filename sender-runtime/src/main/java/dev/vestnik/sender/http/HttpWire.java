package dev.vestnik.sender.http;

import dev.vestnik.schemas.http.BoundedBody;
import dev.vestnik.schemas.http.BoundedBody.Body;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
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
 * Requests to providers. Follows no redirects, verifies certificates, bounds what is written and what is read, and ends after a time-out
 * whatever the other side does.
 */
public final class HttpWire implements AutoCloseable {
    /** Bounds the memory of one answer; a batch of a hundred pulled reports has room. */
    public static final int LARGEST_ANSWER = 256 * 1024;

    /** Bounds a request: a mail of 5 MB in base64 has room. */
    public static final int LARGEST_REQUEST = 10 * 1024 * 1024;

    /** The time that the body of an answer gets after its head could have come at the latest. */
    private static final Duration BODY_TIME = Duration.ofSeconds(10);

    private static final String BAD_REQUEST = "bad-request";
    private static final int LAST_PORT = 65_535;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout the longest time until the answer; a connection gets half of it, so that the two can be told apart */
    public HttpWire(SSLContext tls, Duration timeout) {
        this(tls, timeout.dividedBy(2), timeout.dividedBy(2));
    }

    /**
     * @param connect the longest time until there is a connection: nothing was sent when it is over
     * @param answer the longest time from the connection to the head of the answer: the request is in doubt when it is over
     */
    public HttpWire(SSLContext tls, Duration connect, Duration answer) {
        this.timeout = connect.plus(answer);
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .sslContext(tls)
                .executor(threads)
                .build();
    }

    /** A wire that trusts what this JVM trusts. */
    public static HttpWire trusting(Duration connect, Duration answer) {
        try {
            return new HttpWire(SSLContext.getDefault(), connect, answer);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @param mayStart whether there is still time; asked once there is a connection
     */
    public Exchange post(URI address, Map<String, String> headers, byte[] body, BooleanSupplier mayStart)
            throws InterruptedException {
        return send(address, new HttpCall(HttpCall.Method.POST, "", headers, body), mayStart);
    }

    /**
     * Sends one call and waits for its answer.
     *
     * @param base the provider's address, before the path of the call
     * @param mayStart whether there is still time; asked once there is a connection, for a call without a body before that
     * @throws UnsendableException for a call that makes no request, or is too large to write; nothing was sent
     */
    public Exchange send(URI base, HttpCall call, BooleanSupplier mayStart) throws InterruptedException {
        if (call.body().length > LARGEST_REQUEST) {
            throw new UnsendableException("too-large", "a request of " + call.body().length + " bytes");
        }
        boolean bodiless = call.body().length == 0;
        if (bodiless && !mayStart.getAsBoolean()) {
            return new Exchange.TooLate();
        }
        BodyPublisher body =
                bodiless ? BodyPublishers.noBody() : new TimelyBody(BodyPublishers.ofByteArray(call.body()), mayStart);
        HttpRequest request = request(base, call)
                .method(call.method().name(), body)
                .timeout(timeout)
                .build();
        return await(client.sendAsync(request, status -> new BoundedBody(LARGEST_ANSWER)));
    }

    /** Makes the request of a call, apart from its body. */
    static HttpRequest.Builder request(URI base, HttpCall call) {
        URI address = address(base, call.path());
        HttpRequest.Builder request = HttpRequest.newBuilder().version(version(address));
        try {
            request.uri(address);
        } catch (IllegalArgumentException e) {
            throw new UnsendableException(BAD_REQUEST, "the address must be http or https, with a host");
        }
        call.headers().forEach((name, value) -> setHeader(request, name, value));
        return request;
    }

    private static URI address(URI base, String path) {
        try {
            URI address = path.isEmpty() ? base : URI.create(base + path);
            if (address.getPort() <= LAST_PORT) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new UnsendableException(BAD_REQUEST, "the path makes no address");
        }
        throw new UnsendableException(BAD_REQUEST, "the address has a port above " + LAST_PORT);
    }

    private static void setHeader(HttpRequest.Builder request, String name, String value) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw new UnsendableException(
                    BAD_REQUEST,
                    "header " + name + " cannot be set: its name is reserved, or its value is not one line of Latin-1");
        }
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
            HttpResponse<Body> response = pending.get(timeout.plus(BODY_TIME).toMillis(), TimeUnit.MILLISECONDS);
            Body body = response.body();
            boolean whole = body.whole() && body.broken() == null;
            return new Exchange.Answered(response.statusCode(), response.headers(), body.bytes(), whole, Instant.now());
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
            throw new IllegalStateException("The request failed", cause);
        }
        return unsent ? new Exchange.NotSent(name) : new Exchange.Lost(name);
    }
}
