package dev.vestnik.service.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.charset.StandardCharsets;

/**
 * Completes every answer, whoever wrote it, the wire's own to what is no HTTP included: the headers that tell browsers to be careful,
 * and a problem document where an error has no body.
 */
final class SafeAnswers extends ChannelDuplexHandler {
    private static final String POLICY = "content-security-policy";
    private static final String NO_FRAMES = "frame-ancestors 'none'";
    private static final String NOTHING = "default-src 'none'; " + NO_FRAMES;

    private boolean bodiless;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            boolean readable = !(message instanceof DecoderResultProvider decoded)
                    || !decoded.decoderResult().isFailure();
            bodiless = readable && request.method().equals(HttpMethod.HEAD);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            HttpResponse complete = isEmptyError(response) ? problem((FullHttpResponse) response) : response;
            secure(complete.headers());
            context.write(complete, promise);
        } else {
            context.write(message, promise);
        }
    }

    private static void secure(HttpHeaders headers) {
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        String policy = headers.get(POLICY);
        if (policy == null) {
            headers.set(POLICY, NOTHING);
        } else if (!policy.contains("frame-ancestors")) {
            headers.set(POLICY, policy + "; " + NO_FRAMES);
        }
    }

    private boolean isEmptyError(HttpResponse response) {
        return !bodiless
                && response.status().code() >= 400
                && response instanceof FullHttpResponse full
                && !full.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private static FullHttpResponse problem(FullHttpResponse empty) {
        HttpResponseStatus status = empty.status();
        ByteBuf body = Unpooled.wrappedBuffer(document(status).getBytes(StandardCharsets.UTF_8));
        FullHttpResponse problem = new DefaultFullHttpResponse(
                empty.protocolVersion(), status, body, empty.headers(), empty.trailingHeaders());
        problem.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        problem.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        empty.release();
        return problem;
    }

    private static String document(HttpResponseStatus status) {
        return "{\"title\":\"" + status.reasonPhrase() + "\",\"status\":" + status.code() + ",\"detail\":\""
                + detail(status.code()) + "\"}";
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "this is no request that can be read";
            case 404 -> "nothing is here";
            case 414 -> "the address of the request is too long";
            case 431 -> "the headers of the request are too long";
            default -> "the request cannot be answered";
        };
    }
}
