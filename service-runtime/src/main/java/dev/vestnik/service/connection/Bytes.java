package dev.vestnik.service.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/** Tells a connection's pace of its bytes; sits where they come from the wire. */
final class Bytes extends ChannelDuplexHandler {
    private final Pace pace;

    Bytes(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void read(ChannelHandlerContext context) {
        pace.asked(System.nanoTime());
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            pace.got(bytes.readableBytes(), System.nanoTime());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pace.readEnded(System.nanoTime());
        context.fireChannelReadComplete();
    }
}
