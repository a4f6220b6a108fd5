package dev.vestnik.service.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a connection's progress of its requests and answers, and ends the connection when its client is too slow. A body that does not come
 * is first a {@link ReadTimeoutException} of its reader, who may answer; the connection ends a little later.
 */
final class Messages extends ChannelDuplexHandler {
    private static final long GRACE_SECONDS = 5;

    private final RequestProgress progress;
    private final ConnectionMetrics metrics;
    private @Nullable ScheduledFuture<?> ticks;
    private boolean ending;

    Messages(RequestProgress progress, ConnectionMetrics metrics) {
        this.progress = progress;
        this.metrics = metrics;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ticks = context.executor()
                .scheduleWithFixedDelay(
                        () -> tick(context), progress.period(), progress.period(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private void stop() {
        if (ticks != null) {
            ticks.cancel(false);
            ticks = null;
        }
    }

    private void tick(ChannelHandlerContext context) {
        if (!ending) {
            progress.slowness(System.nanoTime()).ifPresent(reason -> end(context, reason));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
    private void end(ChannelHandlerContext context, Slowness reason) {
        ending = true;
        metrics.ended(reason);
        if (reason == Slowness.BODY && progress.isUnanswered()) {
            context.executor().schedule(() -> context.close(), GRACE_SECONDS, TimeUnit.SECONDS);
            context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
        } else {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            progress.headEnded(System.nanoTime());
        }
        if (message instanceof LastHttpContent) {
            progress.requestEnded(System.nanoTime());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean preliminary = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !preliminary) {
            progress.answered(System.nanoTime());
        }
        context.write(message, promise);
    }
}
