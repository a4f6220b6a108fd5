package dev.vestnik.sandbox.device;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** Breaks connections so that their clients see "connection reset by peer". */
public final class BrokenWire {
    private BrokenWire() {}

    /** Breaks the connection of a request. */
    public static void reset(ServerHttpRequest request) {
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(request);
        netty.withConnection(connection -> reset(connection.channel()));
    }

    /**
     * Breaks a connection, or the one below a stream of HTTP/2. Closes it at the bottom of the pipeline: HTTP/2 would first let its open
     * streams end well.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a reset
    public static void reset(Channel channel) {
        Channel wire =
                channel.parent() == null || channel.parent() instanceof ServerChannel ? channel : channel.parent();
        wire.config().setOption(ChannelOption.SO_LINGER, 0);
        wire.pipeline().firstContext().close();
    }
}
