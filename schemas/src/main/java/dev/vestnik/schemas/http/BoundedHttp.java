package dev.vestnik.schemas.http;

import dev.vestnik.schemas.http.BoundedBody.Body;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client whose calls take no longer than a time-out from their beginning to the last byte of the answer, and no more memory than a
 * limit. Follows no redirects. Thread-safe.
 */
public final class BoundedHttp implements AutoCloseable {
    private final HttpClient http;
    private final Duration timeout;
    private final int largestAnswer;

    public BoundedHttp(Duration timeout, int largestAnswer) {
        this(timeout, largestAnswer, null);
    }

    /** @param tls for https; null: as Java has it */
    public BoundedHttp(Duration timeout, int largestAnswer, @Nullable SSLContext tls) {
        this.timeout = timeout;
        this.largestAnswer = largestAnswer;
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        this.http = tls == null ? client.build() : client.sslContext(tls).build();
    }

    /**
     * Sends a request and waits for its answer. A body that is longer than the limit comes as its beginning.
     *
     * @throws IOException when there is no whole answer in time
     */
    public HttpResponse<Body> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<Body> answer =
                await(http.sendAsync(request.timeout(timeout).build(), _ -> new BoundedBody(largestAnswer)));
        Throwable broken = answer.body().broken();
        if (broken != null) {
            throw broken instanceof IOException cause ? cause : new IOException(broken);
        }
        return answer;
    }

    /** The request's own time-out ends with the head of the answer: a body that never ends is waited for here. */
    private HttpResponse<Body> await(CompletableFuture<HttpResponse<Body>> pending)
            throws IOException, InterruptedException {
        try {
            return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            pending.cancel(true);
        }
    }

    /** Ends at once, also calls that are under way. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
