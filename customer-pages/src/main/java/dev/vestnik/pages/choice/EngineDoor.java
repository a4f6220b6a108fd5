package dev.vestnik.pages.choice;

import dev.vestnik.schemas.http.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an engine what a customer has chosen, and tells it what has changed. The customer's own token is the right to both: there is no key. */
public final class EngineDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineDoor.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST = 256 << 10;

    private final String base;
    private final Scheduler threads;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    public EngineDoor(URI engine, Scheduler threads) {
        String text = engine.toString();
        this.base = (text.endsWith("/") ? text : text + "/") + "public/preferences/";
        this.threads = threads;
    }

    /** Empty where the engine cannot tell now. */
    Mono<JsonNode> preferences(String token) {
        return answer(request(token).GET().build(), 200);
    }

    /** Empty where it could not be recorded. */
    Mono<JsonNode> change(String token, JsonNode wish) {
        return answer(
                request(token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(wish.toString()))
                        .build(),
                202);
    }

    private HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(URI.create(base + token)).timeout(ANSWER).header("Accept", "application/json");
    }

    private Mono<JsonNode> answer(HttpRequest request, int good) {
        return Mono.fromCallable(() -> http.send(request, _ -> new BoundedBody(LONGEST)))
                .subscribeOn(threads)
                .flatMap(answer -> read(answer, good))
                .onErrorResume(IOException.class, e -> {
                    log.warn("engine=away cause=\"{}\"", e.toString());
                    return Mono.empty();
                });
    }

    private static Mono<JsonNode> read(HttpResponse<BoundedBody.Body> answer, int good) {
        try {
            if (answer.statusCode() == good && answer.body().whole()) {
                return Mono.just(JSON.readTree(answer.body().text()));
            }
        } catch (JacksonException e) { // as if it had answered with another status
        }
        log.warn("engine=refused status={}", answer.statusCode());
        return Mono.empty();
    }

    @Override
    public void close() {
        http.close();
    }
}
