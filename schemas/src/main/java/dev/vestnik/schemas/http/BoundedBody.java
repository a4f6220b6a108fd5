package dev.vestnik.schemas.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer up to a limit; the rest of a longer one is never read. */
public final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Body> {

    /**
     * The first bytes of an answer.
     *
     * @param whole false when there were more
     * @param broken the error that ended the answer before its end; null without one
     */
    public record Body(
            byte[] bytes, boolean whole, @Nullable Throwable broken) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    public BoundedBody(int limit) {
        this.limit = limit;
    }

    /** Ends without an exception whatever comes: the status has arrived, and an answer without its body is still an answer. */
    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
            if (buffer.hasRemaining()) {
                stop();
                return;
            }
        }
    }

    private void stop() {
        Flow.Subscription opened = subscription;
        if (opened != null) {
            opened.cancel();
        }
        end(false, null);
    }

    @Override
    public void onError(Throwable cause) {
        end(false, cause);
    }

    @Override
    public void onComplete() {
        end(true, null);
    }

    private void end(boolean whole, @Nullable Throwable broken) {
        body.complete(new Body(bytes.toByteArray(), whole, broken));
    }
}
