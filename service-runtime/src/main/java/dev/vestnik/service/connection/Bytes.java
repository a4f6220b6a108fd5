package dev.vestnik.service.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/** Tells a connection's progress of its bytes; sits where they come from the wire. */
final class Bytes extends ChannelDuplexHandler {
    private final RequestProgress progress;

    Bytes(RequestProgress progress) {
        this.progress = progress;
    }

    @Override
    public void read(ChannelHandlerContext context) {
        progress.asked(System.nanoTime());
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            progress.got(bytes.readableBytes(), System.nanoTime());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        progress.readEnded(System.nanoTime());
        context.fireChannelReadComplete();
    }
}
