package dev.vestnik.standalone.send;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts events to order-ingest. */
public final class IngestClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI door;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param url the address of order-ingest, for example {@code http://127.0.0.1:8080} */
    public IngestClient(String url, String key) {
        this.door = URI.create(url + "/v1/events");
        this.key = key;
    }

    /** The answer to a post. */
    public sealed interface Answer {}

    /** @param refused events that were refused, with the reasons */
    public record Taken(long accepted, long refused, List<Problem> problems) implements Answer {
        public Taken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The reason why an event was refused.
     *
     * @param index the index of the event in the post, from 0
     */
    public record Problem(int index, String text) {}

    /** Nothing, or not all, was taken: the caller sends the same post again later. */
    public record Later(String why, Duration after) implements Answer {}

    /**
     * Posts these documents, one a line.
     *
     * @throws CommandFailedException when a repetition cannot help: the key is wrong, a line is too long
     */
    public Answer post(List<String> events) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", events) + "\n"))
                .build();
        try {
            return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (ConnectException e) {
            return new Later("nothing listens at " + door + " (is ./vestnik up running?)", Duration.ofSeconds(1));
        } catch (IOException e) {
            return new Later("no answer from " + door + " (" + e + ")", Duration.ofSeconds(1));
        }
    }

    private Answer read(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200, 202, 207, 422, 400 -> taken(response);
            case 401, 403 ->
                throw new CommandFailedException("order-ingest refuses the key (" + response.statusCode()
                        + "); it is in DIR/api-key of ./vestnik up");
            case 408, 429, 500, 502, 503, 504 ->
                new Later("order-ingest answers " + response.statusCode(), retryAfter(response));
            default ->
                throw new CommandFailedException(
                        "order-ingest does not take this (" + response.statusCode() + "): " + response.body());
        };
    }

    private static Taken taken(HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            List<Problem> problems = new ArrayList<>();
            for (JsonNode error : body.path("errors")) {
                String text = error.path("path").asString() + " "
                        + error.path("problem").asString();
                problems.add(new Problem(error.path("index").asInt(), text.strip()));
            }
            if (response.statusCode() == 400 && problems.isEmpty()) {
                throw new CommandFailedException("order-ingest cannot read this: " + response.body());
            }
            return new Taken(
                    body.path("accepted").asLong(0), body.path("refused").asLong(0), problems);
        } catch (JacksonException e) {
            throw new CommandFailedException("order-ingest answers something else than JSON: " + e.getMessage(), e);
        }
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        http.close();
    }
}
