package dev.vestnik.benchmarks.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The HTTP port of a child process. */
public record LocalHttp(int port, HttpClient client) implements AutoCloseable {

    public static LocalHttp onFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new LocalHttp(socket.getLocalPort(), HttpClient.newHttpClient());
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether the child says so of itself. */
    public boolean isReady() {
        return answers("/actuator/health/readiness");
    }

    /** Whether it answers a request with 200. */
    public boolean answers(String path) {
        try {
            return send(request(path).build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public String get(String path) {
        return body(request(path).build());
    }

    public void post(String path, String json) {
        body(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
    }

    private String body(HttpRequest request) {
        try {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.uri().toString(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
