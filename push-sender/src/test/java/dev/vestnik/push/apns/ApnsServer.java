package dev.vestnik.push.apns;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Pushy's APNs server, with a certificate made for one test run. */
final class ApnsServer implements AutoCloseable {
    /** A request as it came in. */
    record Received(String path, Http2Headers headers, String payload) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Path trust;
    final int port = freePort();

    private final X509Bundle certificate;
    private volatile PushNotificationHandler behaviour = (headers, payload) -> {};
    private MockApnsServer server;
    private NioEventLoopGroup threads;

    /** @param directory takes the certificate */
    ApnsServer(Path directory) throws Exception {
        certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .ecp256()
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        trust = Files.writeString(directory.resolve("apns.pem"), certificate.getCertificatePEM());
    }

    void start() throws Exception {
        threads = new NioEventLoopGroup(1);
        server = new MockApnsServerBuilder()
                .setServerCredentials(
                        certificate.getCertificatePath(),
                        certificate.getKeyPair().getPrivate(),
                        null)
                .setHandlerFactory(session -> this::handle)
                .setEventLoopGroup(threads)
                .build();
        server.start(port).get();
    }

    void behave(PushNotificationHandler handler) {
        behaviour = handler;
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.shutdown().get();
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).get();
        }
    }

    private void handle(Http2Headers headers, ByteBuf payload) throws RejectedNotificationException {
        received.add(new Received(headers.path().toString(), headers, payload.toString(StandardCharsets.UTF_8)));
        behaviour.handlePushNotification(headers, payload);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
