package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Parked instances over the API: listed, retried, ended. */
@ExtendWith(SharedEngine.class)
class StuckApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A loop in a loop: over 4,000 numbers it takes sixteen million turns. */
    private static final String COSTLY = "event.n.exists(a, event.n.exists(b, a == b + 100000))";

    private static final String JOURNEY = """
            {id: costly, class: service, entry: {on: x.numbers}, start: ask,
             steps: {ask: {type: branch, cases: [{if: "%s", next: tell}], otherwise: tell},
                     tell: {type: message, template: by-number, channels: [{via: sms}]}}}
            """;

    private final RunningEngine engine;
    private final WebTestClient support;

    StuckApiTest(RunningEngine engine) {
        this.engine = engine;
        this.support = engine.client(RunningEngine.SUPPORT);
    }

    @Test
    void listsWhatIsParkedUntilItGoesOnWithAMendedVersion() {
        publish(COSTLY, "keep");
        stuck("anna-numbers");
        String instance = only("anna-numbers").get("instance").toString();
        assertThat(only("anna-numbers"))
                .containsEntry("journey", "costly")
                .containsEntry("reason", "too-costly")
                .containsEntry("step", "ask");
        assertThat(resolve(instance, "retry")).containsEntry("state", "stuck");

        publish("event.n.size() > 3", "migrate");
        assertThat(resolve(instance, "retry")).doesNotContainEntry("state", "stuck");
        assertThat(of("anna-numbers")).isEmpty();
        support.post()
                .uri("/api/stuck/{instance}/retry", instance)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void endsWhatIsParked() {
        publish(COSTLY, "keep");
        stuck("boris-numbers");
        String instance = only("boris-numbers").get("instance").toString();
        engine.client(RunningEngine.OTHER_SHOP)
                .post()
                .uri("/api/stuck/{instance}/end", instance)
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(403, 404));
        assertThat(resolve(instance, "end")).containsEntry("state", "ended");
        assertThat(of("boris-numbers")).isEmpty();
    }

    @Test
    void pagesByCustomerAndShowsAShopItsOwnAlone() {
        publish(COSTLY, "keep");
        List.of("page-1", "page-2", "page-3").forEach(this::stuck);
        Map<?, ?> first = page(support, "?limit=1");
        assertThat((List<?>) first.get("items")).hasSize(1);
        Map<?, ?> second = page(support, "?limit=1&cursor=" + first.get("next"));
        assertThat(second.get("items")).isNotEqualTo(first.get("items"));
        assertThat((List<?>) page(engine.client(RunningEngine.OTHER_SHOP), "").get("items"))
                .isEmpty();
    }

    @Test
    void refusesAnImpossibleLimitAndAnIdThatIsNone() {
        support.get().uri("/api/stuck?limit=0").exchange().expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        support.post().uri("/api/stuck/nonsense/end").exchange().expectStatus().isBadRequest();
    }

    private void publish(String condition, String inFlight) {
        WebTestClient marketer = engine.client(RunningEngine.MARKETER);
        put(marketer, "/api/templates/by-number", "{id: by-number, locales: {en: {sms: {text: Numbers}}}}");
        put(marketer, "/api/journeys/costly", JOURNEY.formatted(condition));
        marketer.post()
                .uri("/api/journeys/costly/publish")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("inFlight", inFlight))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private static void put(WebTestClient marketer, String path, String document) {
        marketer.put().uri(path).bodyValue(document).exchange().expectStatus().is2xxSuccessful();
    }

    private void stuck(String customer) {
        CustomerKey key = new CustomerKey("main", customer);
        String numbers = IntStream.range(0, 4_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        engine.happened(
                key, CustomerUpdated.newBuilder().setPhone("+79991234567").build());
        engine.happened(key, new CustomEvent("x.numbers", "{\"n\": [" + numbers + "]}"));
        Awaitility.await().atMost(SOON).until(() -> !of(customer).isEmpty());
    }

    private Map<String, Object> only(String customer) {
        List<Map<String, Object>> items = of(customer);
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> of(String customer) {
        List<Map<String, Object>> items =
                (List<Map<String, Object>>) page(support, "?limit=200").get("items");
        return items.stream()
                .filter(item -> customer.equals(item.get("customerId")))
                .toList();
    }

    private static Map<?, ?> page(WebTestClient client, String query) {
        return client.get()
                .uri("/api/stuck" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resolve(String instance, String what) {
        return support.post()
                .uri("/api/stuck/{instance}/" + what, instance)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }
}
