package dev.vestnik.standalone.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the parts over HTTP, and remembers which of them did not tell. */
final class StatusQuestions {
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Set<String> notTold = new TreeSet<>();
    private boolean refused;

    /** @param key null where none is known: the parts are then asked without one */
    StatusQuestions(@Nullable String key) {
        this.key = key;
    }

    /** The addresses that answered with something else than was asked for, each with its status. */
    Set<String> notTold() {
        return notTold;
    }

    /** Whether a key was sent and not taken. */
    boolean isKeyRefused() {
        return refused && key != null;
    }

    /** Reads an answer; remembers a part that answers with something else. */
    Optional<JsonNode> told(String url) {
        Optional<HttpResponse<String>> answer = ask(url);
        Optional<JsonNode> page = answer.flatMap(known -> page(known, 200));
        answer.filter(known -> page.isEmpty() && !isRefusal(known))
                .ifPresent(known -> notTold.add(url + ", which answered " + known.statusCode()));
        return page;
    }

    Optional<JsonNode> get(String url) {
        return ask(url).flatMap(answer -> page(answer, 200));
    }

    /** Reads a health page, which answers 503 when a component is not up. */
    Optional<JsonNode> health(String url) {
        return ask(url).flatMap(answer -> page(answer, 200, 503));
    }

    private Optional<HttpResponse<String>> ask(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<JsonNode> page(HttpResponse<String> answer, Integer... good) {
        refused |= isRefusal(answer);
        if (!List.of(good).contains(answer.statusCode())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(answer.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isRefusal(HttpResponse<String> answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403;
    }
}
