package dev.vestnik.sandbox.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to providers' calls in a sender's place. */
final class ShopHook implements AutoCloseable {
    /** One call. */
    record Heard(String address, String signature, String body) {}

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    ShopHook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
            heard.add(new Heard(exchange.getRequestURI().toString(), signature == null ? "" : signature, body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(int status) {
        this.status = status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
