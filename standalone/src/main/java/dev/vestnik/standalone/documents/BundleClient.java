package dev.vestnik.standalone.documents;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the engine for the documents in force, and to bring others into force. */
final class BundleClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    /** Every document is checked, and all engines answer that they work with the change. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** An engine that has just been started answers 503 for so long at most. */
    private static final Duration STARTS = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_READS = 5;
    private static final String PERHAPS = "; it may be in force all the same: ./vestnik diff DIR shows what is not";

    private final String url;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param engine its address, for example {@code http://127.0.0.1:8081} */
    BundleClient(String engine, String key) {
        this.url = engine + "/api/bundles";
        this.key = key;
    }

    /** @param folders of all kinds of documents that there are */
    record Engine(List<String> folders, List<Document> documents) {

        /** The texts in force by what they are. */
        Map<String, String> inForce() {
            Map<String, String> texts = new HashMap<>();
            for (Document document : documents) {
                String text = document.text();
                if (text != null) {
                    texts.put(DocumentWording.identity(document.path(), text), text);
                }
            }
            return texts;
        }
    }

    /**
     * A document of the engine.
     *
     * @param text in force; null where none is
     * @param note what else there is to say of it; null for nothing
     */
    record Document(
            String path, @Nullable String text, @Nullable String note) {}

    /** The answer to a bundle. */
    sealed interface Answer {}

    /** @param plan the engine's answer, with {@code changes} and {@code warnings} */
    record Accepted(String etag, JsonNode plan) implements Answer {}

    /** @param problem with {@code errors}, or with {@code changes} that others have made */
    record Refused(int status, JsonNode problem) implements Answer {}

    /** Asks for all pages again when something was changed between two of them: what they say together was never in force. */
    Engine documents() throws InterruptedException {
        for (int attempt = 0; attempt < MOST_READS; attempt++) {
            Engine read = read();
            if (read != null) {
                return read;
            }
        }
        throw new CommandFailedException(
                "the documents in the engine changed again and again while they were read: try it later");
    }

    private @Nullable Engine read() throws InterruptedException {
        List<String> folders = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        JsonNode first = page("");
        first.path("folders").forEach(folder -> folders.add(folder.asString()));
        JsonNode page = first;
        for (String cursor = text(page, "next"); ; cursor = text(page, "next")) {
            page.path("items").forEach(item -> documents.add(document(item)));
            if (cursor == null) {
                return new Engine(folders, documents);
            }
            page = page(cursor);
            if (page.path("revision").asLong() != first.path("revision").asLong()) {
                return null;
            }
        }
    }

    private JsonNode page(String cursor) throws InterruptedException {
        String query = cursor.isEmpty() ? "" : "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        HttpResponse<String> answer = insist(URI.create(url + query));
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        return json(answer);
    }

    private static Document document(JsonNode item) {
        return new Document(item.path("path").asString(), text(item, "text"), text(item, "note"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    /** Says what the documents would do, and does nothing. */
    Answer plan(Map<String, String> documents, String inFlight) throws InterruptedException {
        return post(body(documents, inFlight).put("dryRun", true), null);
    }

    /** @param etag of the plan: nothing is done where something is not as it was then */
    Answer apply(Map<String, String> documents, String inFlight, String etag) throws InterruptedException {
        return post(body(documents, inFlight), etag);
    }

    private static ObjectNode body(Map<String, String> documents, String inFlight) {
        ObjectNode body = JSON.createObjectNode().put("inFlight", inFlight);
        ArrayNode list = body.putArray("documents");
        documents.forEach((path, text) -> list.addObject().put("path", path).put("text", text));
        return body;
    }

    private Answer post(ObjectNode body, @Nullable String etag) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        HttpResponse<String> answer = etag == null ? send(request) : sendOnce(request);
        return switch (answer.statusCode()) {
            case 200, 202 -> new Accepted(answer.headers().firstValue("ETag").orElse(""), json(answer));
            case 409, 412, 422 -> new Refused(answer.statusCode(), json(answer));
            case 413 ->
                throw new CommandFailedException(
                        "what differs is more than the engine takes at once (2 MB): apply it in parts, from a directory with fewer files");
            default -> throw refused(answer);
        };
    }

    /** Sends what changes something: without an answer, or with one from a server in between, nobody knows whether it did. */
    private HttpResponse<String> sendOnce(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = exchange(request);
            if (answer.statusCode() >= 500) {
                throw new CommandFailedException(
                        "the engine answers " + answer.statusCode() + ": " + answer.body() + PERHAPS);
            }
            return answer;
        } catch (IOException e) {
            throw new CommandFailedException("no answer from " + url + " (" + e + ")" + PERHAPS, e);
        }
    }

    private HttpResponse<String> insist(URI uri) throws InterruptedException {
        long deadline = System.nanoTime() + STARTS.toNanos();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).GET());
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            answer = send(HttpRequest.newBuilder(uri).GET());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new CommandFailedException("no answer from " + url + " (" + e + ")", e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws InterruptedException, IOException {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + key)
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new CommandFailedException("nothing listens at " + url + " (is ./vestnik up running?)", e);
        }
    }

    private static CommandFailedException refused(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401, 403 ->
                new CommandFailedException(
                        "the engine refuses the key (" + answer.statusCode() + "): " + answer.body());
            default -> new CommandFailedException("the engine answers " + answer.statusCode() + ": " + answer.body());
        };
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new CommandFailedException("the engine answers something else than JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
