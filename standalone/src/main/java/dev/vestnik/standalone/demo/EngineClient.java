package dev.vestnik.standalone.demo;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP interfaces of this installation, with JSON both ways. */
final class EngineClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    EngineClient(String key) {
        this.key = key;
    }

    JsonNode get(String url) throws InterruptedException {
        return call("GET", url, null);
    }

    JsonNode put(String url, JsonNode body) throws InterruptedException {
        return call("PUT", url, body.toString());
    }

    JsonNode post(String url, String body) throws InterruptedException {
        return call("POST", url, body);
    }

    private JsonNode call(String method, String url, @Nullable String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new CommandFailedException(
                        method + " " + url + " answers " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
        } catch (IOException e) {
            throw new CommandFailedException(method + " " + url + ": " + e, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
