package dev.vestnik.push.apns;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Pushy's APNs server, with a certificate made for one test run. */
final class ApnsServer implements AutoCloseable {
    /** What a device would see. */
    record Received(String path, Http2Headers headers, String payload) {}

    private static final char[] PASSWORD = "changeit".toCharArray();

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Path trust;
    final int port = freePort();

    private final X509Certificate certificate;
    private final PrivateKey key;
    private volatile PushNotificationHandler behaviour = (headers, payload) -> {};
    private MockApnsServer server;
    private NioEventLoopGroup threads;

    /** @param directory where the certificate is, or will be */
    ApnsServer(Path directory) throws Exception {
        Path file = directory.resolve("apns.p12");
        if (!Files.exists(file)) {
            makeCertificate(file);
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        certificate = (X509Certificate) store.getCertificate("apns");
        key = (PrivateKey) store.getKey("apns", PASSWORD);
        trust = Files.writeString(
                directory.resolve("apns.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static void makeCertificate(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "apns",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    void start() throws Exception {
        threads = new NioEventLoopGroup(1);
        server = new MockApnsServerBuilder()
                .setServerCredentials(new X509Certificate[] {certificate}, key, null)
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
