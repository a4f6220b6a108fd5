package dev.vestnik.service.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives every connection of the service's web server its limits, and every request its caller's address. */
final class Connections implements NettyServerCustomizer {
    private final ConnectionSettings settings;
    private final Proxies proxies;
    private final ConnectionMetrics metrics;
    private final Room room;

    Connections(ConnectionSettings settings, Proxies proxies, ConnectionMetrics metrics) {
        this.settings = settings;
        this.proxies = proxies;
        this.metrics = metrics;
        this.room = new Room(settings.maxConnections(), settings.share());
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.forwarded(proxies::caller).doOnChannelInit((observer, channel, remote) -> admit(channel, remote));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
    private void admit(Channel channel, @Nullable SocketAddress remote) {
        InetAddress from = holder(remote);
        Optional<Slowness> refusal = room.take(from);
        if (refusal.isPresent()) {
            metrics.ended(refusal.get());
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> room.giveBack(from));
        RequestProgress progress = new RequestProgress(settings, System.nanoTime());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(NettyPipeline.HttpCodec, "vestnik.bytes", new Bytes(progress));
        pipeline.addBefore(NettyPipeline.HttpCodec, "vestnik.answer", new SlowAnswers(settings.answer(), metrics));
        pipeline.addAfter(NettyPipeline.HttpCodec, "vestnik.messages", new Messages(progress, metrics));
        pipeline.addAfter(NettyPipeline.HttpCodec, "vestnik.safe", new SafeAnswers());
    }

    /** The address in whose share the connection is; null of a proxy, whose connections are many callers'. */
    private @Nullable InetAddress holder(@Nullable SocketAddress remote) {
        InetAddress from = remote instanceof InetSocketAddress address ? address.getAddress() : null;
        return proxies.include(from) ? null : from;
    }
}
