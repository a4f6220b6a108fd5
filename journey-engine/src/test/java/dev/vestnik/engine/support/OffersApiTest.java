package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.service.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Offers over the API: brought in as files, given by a journey, redeemed at the checkout. */
@ExtendWith(SharedEngine.class)
class OffersApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JOURNEY = """
            id: gift
            class: service
            entry: {on: x.gift}
            start: code
            steps:
              code: {type: offer, offer: gifts, next: tell}
              tell: {type: message, template: gift, channels: [{via: sms}]}
            """;

    private final RunningEngine engine;

    OffersApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private record Answer(int status, JsonNode body) {}

    private Answer call(String key, HttpMethod method, String path, MediaType type, String body) {
        EntityExchangeResult<String> answer = engine.client(key)
                .method(method)
                .uri(path)
                .contentType(type)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), JSON.readTree(text == null || text.isEmpty() ? "{}" : text));
    }

    private Answer call(String key, HttpMethod method, String path, String body) {
        return call(key, method, path, MediaType.APPLICATION_JSON, body);
    }

    private Answer marketer(HttpMethod method, String path, String body) {
        return call(RunningEngine.MARKETER, method, path, body);
    }

    private Answer codes(String csv) {
        return call(
                RunningEngine.MARKETER, HttpMethod.POST, "/api/offers/gifts/codes", new MediaType("text", "csv"), csv);
    }

    private Answer checkout(HttpMethod method, String path, String body) {
        return call(RunningEngine.key(Role.SHOP, "*"), method, path, body);
    }

    private Answer redeem(String code, String customer, String order) {
        return checkout(
                HttpMethod.POST,
                "/api/offers/gifts/redeem",
                JSON.writeValueAsString(Map.of("code", code, "customer", customer, "order", order)));
    }

    @BeforeEach
    void published() {
        assertThat(marketer(HttpMethod.PUT, "/api/offers/gifts", "{id: gifts, validFor: P14D, lowAt: 5}")
                        .status())
                .isIn(200, 201);
        String text = "{id: gift, locales: {en: {sms: {text: 'Your code: {{ context.offer.code }}'}}}}";
        assertThat(marketer(HttpMethod.PUT, "/api/templates/gift", text).status())
                .isIn(200, 201);
        assertThat(marketer(HttpMethod.PUT, "/api/journeys/gift", JOURNEY).status())
                .isIn(200, 201);
        assertThat(marketer(HttpMethod.POST, "/api/journeys/gift/publish", "{}")
                        .body()
                        .toString())
                .doesNotContain("errors");
    }

    @Test
    void aCustomerGetsACodeAndRedeemsItOnce() {
        CustomerKey customer = new CustomerKey("main", "gifted");
        assertThat(codes("code\nGIFT-1\n").status()).isEqualTo(200);
        engine.happened(
                customer, CustomerUpdated.newBuilder().setPhone("+79991234511").build());
        engine.happened(customer, new CustomEvent("x.gift", "{}"));
        String path = "/api/customers/gifted/offers";
        Awaitility.await()
                .atMost(SOON)
                .until(() -> "held"
                        .equals(checkout(HttpMethod.GET, path, "")
                                .body()
                                .at("/items/0/state")
                                .asString("")));
        JsonNode held = checkout(HttpMethod.GET, path, "").body().at("/items/0");
        assertThat(held.path("journey").asString()).isEqualTo("gift");
        assertThat(held.has("expiresAt")).isTrue();
        String code = held.path("code").asString();

        assertThat(redeem(code, "another", "o1").body().path("reason").asString())
                .isEqualTo("code-of-another");
        Answer first = redeem(code, "gifted", "o1");
        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(first.body().path("customer").asString()).isEqualTo("gifted");
        assertThat(redeem(code, "gifted", "o1")).isEqualTo(first);
        Answer second = redeem(code, "gifted", "o2");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("reason").asString()).isEqualTo("code-redeemed");
        assertThat(redeem("NONE", "gifted", "o1").status()).isEqualTo(404);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> "redeemed"
                        .equals(checkout(HttpMethod.GET, path, "")
                                .body()
                                .at("/items/0/state")
                                .asString("")));
        assertThat(redeem("", "gifted", "").status()).isEqualTo(422);
    }

    @Test
    void aFileIsReadToItsEndAndAnotherTimeNothingIsNew() {
        String lines = IntStream.range(0, 2_300).mapToObj(i -> "FILE-" + i).collect(Collectors.joining("\n"));
        String csv = "\"code\";note\r\n" + lines + "\n\nwith space\n" + "X".repeat(65) + "\nFILE-7,again\n";
        Answer answer = codes(csv);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("added").asInt()).isEqualTo(2_300);
        assertThat(answer.body().path("known").asInt()).isEqualTo(1);
        assertThat(answer.body().path("refused").asInt()).isEqualTo(2);
        assertThat(answer.body().at("/errors/0/path").asString()).isEqualTo("line 2303");
        assertThat(answer.body().toString()).doesNotContain("with space");
        assertThat(codes(csv).body().path("known").asInt()).isEqualTo(2_301);
        JsonNode stock = marketer(HttpMethod.GET, "/api/offers/gifts/stock", "").body();
        assertThat(stock.path("free").asInt()).isGreaterThanOrEqualTo(2_300);
    }

    @Test
    void codesAreMadeByAPatternThatNobodyGuesses() {
        String path = "/api/offers/made/codes/make";
        assertThat(marketer(HttpMethod.PUT, "/api/offers/made", "{id: made}").status())
                .isIn(200, 201);
        Answer made = marketer(HttpMethod.POST, path, "{\"pattern\": \"FAIR-########\", \"count\": 700}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.body().path("added").asInt() + made.body().path("known").asInt())
                .isEqualTo(700);
        assertThat(marketer(HttpMethod.GET, "/api/offers/made/stock", "")
                        .body()
                        .path("free")
                        .asInt())
                .isGreaterThanOrEqualTo(690);
        for (String wrong : List.of(
                "{\"pattern\": \"FAIR-##\", \"count\": 700}",
                "{\"pattern\": \"FAIR ########\", \"count\": 1}",
                "{\"pattern\": \"FAIR-########\", \"count\": 0}")) {
            assertThat(marketer(HttpMethod.POST, path, wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void aJourneyIsTakenOnlyWithAnOfferThatThereIs() {
        String unknown = JOURNEY.replace("id: gift\n", "id: gift-typo\n").replace("offer: gifts", "offer: gift");
        Answer answer = marketer(HttpMethod.PUT, "/api/journeys/gift-typo", unknown);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().toString()).contains("steps.code.offer", "there is no offer", "gifts");

        assertThat(marketer(HttpMethod.PUT, "/api/offers/of-a", "{id: of-a, shops: [a]}")
                        .status())
                .isIn(200, 201);
        String foreign = unknown.replace("offer: gift", "offer: of-a");
        assertThat(marketer(HttpMethod.PUT, "/api/journeys/gift-typo", foreign)
                        .body()
                        .toString())
                .contains("is for fewer shops than the journey");
    }

    @Test
    void offersAreDocumentsWithRevisions() {
        Answer saved = marketer(HttpMethod.PUT, "/api/offers/paper", "# for the fair\nid: paper\n");
        assertThat(saved.status()).isEqualTo(201);
        assertThat(marketer(HttpMethod.GET, "/api/offers/paper", "")
                        .body()
                        .path("id")
                        .asString())
                .isEqualTo("paper");
        assertThat(marketer(HttpMethod.GET, "/api/offers", "").body().toString())
                .contains("\"paper\"");
        assertThat(marketer(HttpMethod.PUT, "/api/offers/paper", "{id: other}").status())
                .isEqualTo(422);
        assertThat(marketer(HttpMethod.GET, "/api/offers/none", "").status()).isEqualTo(404);
        assertThat(codesOf("none").status()).isEqualTo(404);
    }

    private Answer codesOf(String offer) {
        return call(
                RunningEngine.MARKETER,
                HttpMethod.POST,
                "/api/offers/" + offer + "/codes",
                new MediaType("text", "csv"),
                "A\n");
    }
}
