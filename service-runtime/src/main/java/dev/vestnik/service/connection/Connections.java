package dev.vestnik.service.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives every connection of the service's web server its limits. */
final class Connections implements NettyServerCustomizer {
    private final ConnectionSettings settings;
    private final ConnectionMetrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    Connections(ConnectionSettings settings, ConnectionMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> admit(channel));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
    private void admit(Channel channel) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > settings.maxConnections()) {
            metrics.ended(Slowness.FULL);
            channel.close();
            return;
        }
        Pace pace = new Pace(settings, System.nanoTime());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(NettyPipeline.HttpCodec, "vestnik.bytes", new Bytes(pace));
        pipeline.addBefore(
                NettyPipeline.HttpCodec,
                "vestnik.answer",
                new WriteTimeoutHandler(settings.answer().toMillis(), TimeUnit.MILLISECONDS));
        pipeline.addAfter(NettyPipeline.HttpCodec, "vestnik.messages", new Messages(pace, metrics));
        pipeline.addAfter(NettyPipeline.HttpCodec, "vestnik.safe", new SafeAnswers());
    }
}
