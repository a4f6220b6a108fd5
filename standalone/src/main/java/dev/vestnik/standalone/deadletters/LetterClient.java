package dev.vestnik.standalone.deadletters;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the engine about dead letters. Each call fails with what the engine says when it does not do it. */
final class LetterClient implements AutoCloseable {
    static final int MOST = 500;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String url;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param engine its address, for example {@code http://127.0.0.1:8081} */
    LetterClient(String engine, String key) {
        this.url = engine + "/api/dead-letters";
        this.key = key;
    }

    JsonNode overview() throws InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** @param cursor the {@code next} of the page before; null: the newest */
    JsonNode page(String topic, @Nullable String reason, @Nullable String cursor) throws InterruptedException {
        String query = "?limit=" + MOST + parameter("reason", reason) + parameter("cursor", cursor);
        return call(HttpRequest.newBuilder(URI.create(url + "/" + encoded(topic) + query))
                .GET());
    }

    JsonNode letter(String topic, long offset) throws InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(url + "/" + encoded(topic) + "/" + offset))
                .GET());
    }

    /** @param offsets {@value #MOST} at most */
    JsonNode replay(String topic, List<Long> offsets) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode array = body.putArray("offsets");
        offsets.forEach(array::add);
        return call(HttpRequest.newBuilder(URI.create(url + "/" + encoded(topic) + "/replay"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode call(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", "Bearer " + key)
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new CommandFailedException("the engine answers " + answer.statusCode() + ": "
                        + body.path("detail").asString(answer.body()));
            }
            return body;
        } catch (IOException e) {
            throw new CommandFailedException("no answer from " + url + " (is ./vestnik up running?): " + e, e);
        } catch (JacksonException e) {
            throw new CommandFailedException("the engine answers something else than JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
