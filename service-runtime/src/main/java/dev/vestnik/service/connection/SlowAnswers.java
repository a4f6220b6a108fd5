package dev.vestnik.service.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a connection whose client does not take a piece of its answer, and counts that. */
final class SlowAnswers extends WriteTimeoutHandler {
    private final ConnectionMetrics metrics;
    private boolean counted;

    SlowAnswers(Duration patience, ConnectionMetrics metrics) {
        super(patience.toMillis(), TimeUnit.MILLISECONDS);
        this.metrics = metrics;
    }

    @Override
    protected void writeTimedOut(ChannelHandlerContext context) throws Exception {
        if (!counted) {
            counted = true;
            metrics.ended(Slowness.ANSWER);
        }
        super.writeTimedOut(context);
    }
}
