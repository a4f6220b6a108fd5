package dev.vestnik.system.secured;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.vestnik.schemas.registry.RegistryTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A door of TLS and a password in front of a registry, as a proxy is in front of many. */
final class ClosedRegistry implements AutoCloseable {
    static final String USER = "vestnik:registry-password";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final URI behind;
    private final HttpsServer server;

    /** @param key of the door's certificate */
    ClosedRegistry(URI behind, Path key) throws IOException {
        this.behind = behind;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(RegistryTls.of(Map.of(
                "schema.registry.ssl.keystore.type", "PEM", "schema.registry.ssl.keystore.location", key.toString()))));
        server.createContext("/", this::pass);
        server.setExecutor(calls);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + behind.getPath();
    }

    private void pass(HttpExchange call) throws IOException {
        try (call) {
            String expected = "Basic " + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(call.getRequestHeaders().getFirst("Authorization"))) {
                call.sendResponseHeaders(401, -1);
                return;
            }
            HttpResponse<byte[]> answer = http.send(passedOn(call), HttpResponse.BodyHandlers.ofByteArray());
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            call.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest passedOn(HttpExchange call) throws IOException {
        return HttpRequest.newBuilder(behind.resolve(call.getRequestURI().toString()))
                .header("Content-Type", "application/json")
                .method(
                        call.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                call.getRequestBody().readAllBytes()))
                .build();
    }

    @Override
    public void close() {
        server.stop(0);
        calls.shutdownNow();
        http.shutdownNow();
    }
}
