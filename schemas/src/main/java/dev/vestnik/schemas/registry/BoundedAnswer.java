package dev.vestnik.schemas.registry;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of a registry's answer up to a limit; the rest of a longer one is never read. */
final class BoundedAnswer implements HttpResponse.BodySubscriber<BoundedAnswer.Body> {

    /** @param whole false when the answer was longer */
    record Body(String text, boolean whole) {}

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedAnswer(int limit) {
        this.limit = limit;
    }

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
        body.complete(new Body(text(), false));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void onError(Throwable cause) {
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        body.complete(new Body(text(), true));
    }
}
