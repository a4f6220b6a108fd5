package dev.vestnik.engine.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.time.Duration;
import java.time.Instant;
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

/** Lists of customers over the API, and campaigns that are launched to them. */
@ExtendWith(SharedEngine.class)
class ListsApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    /** A shop of its own: others' tests have customers too. */
    private static final String SHOP = "lists";

    private static final int CUSTOMERS = 24;
    private static final String CAMPAIGN = "{id: lst-sale, shops: [lists], list: lst-vip, topic: sales,"
            + " holdout: {percent: 50}, goal: {on: order.placed, within: P7D}, template: lst-text, channels: [{via: sms}]}";

    private final RunningEngine engine;

    ListsApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private record Answer(int status, JsonNode body) {}

    private Answer call(HttpMethod method, String path, MediaType type, String body) {
        EntityExchangeResult<String> answer = engine.client(RunningEngine.MARKETER)
                .mutate()
                .responseTimeout(SOON)
                .build()
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

    private Answer upload(String id, String csv) {
        return call(HttpMethod.PUT, "/api/lists/" + id + "?shop=lists", CSV, csv);
    }

    private Answer put(String path, String body) {
        return call(HttpMethod.PUT, path, MediaType.APPLICATION_JSON, body);
    }

    private Answer post(String path) {
        return call(HttpMethod.POST, path, MediaType.APPLICATION_JSON, "");
    }

    private Answer get(String path) {
        return call(HttpMethod.GET, path, MediaType.APPLICATION_JSON, "");
    }

    private Answer delete(String path) {
        return call(HttpMethod.DELETE, path, MediaType.APPLICATION_JSON, "");
    }

    @BeforeEach
    void customers() {
        for (int i = 0; i < CUSTOMERS; i++) {
            CustomerKey customer = new CustomerKey(SHOP, "c" + i);
            engine.happened(
                    customer,
                    CustomerUpdated.newBuilder()
                            .setPhone("+79995550" + (100 + i))
                            .build());
            engine.happened(customer, new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null));
        }
        put("/api/segments/lst-all", "{id: lst-all, shops: [lists], if: 'true'}");
        put("/api/templates/lst-text", "{id: lst-text, locales: {en: {sms: {text: 'A sale'}}}}");
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode count = post("/api/segments/lst-all/count").body();
            assertThat(count.at("/members/count").asInt()).as(count.toString()).isEqualTo(CUSTOMERS);
        });
    }

    /** All customers but the last four, the first one twice, and one whom nobody knows. */
    private static String vip() {
        return IntStream.range(0, CUSTOMERS - 4)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining("\n", "customerId\n", "\nc0\nnobody\n"));
    }

    @Test
    void aCampaignToAListIsForecastLaunchedAndFollowedToItsResult() {
        Answer uploaded = upload("lst-vip", vip());
        assertThat(uploaded.status()).as(uploaded.toString()).isIn(200, 201);
        assertThat(uploaded.body().at("/customers").asInt()).isEqualTo(CUSTOMERS - 3);
        assertThat(uploaded.body().at("/duplicates").asInt()).isEqualTo(1);
        assertThat(put("/api/campaigns/lst-sale", CAMPAIGN).status()).isIn(200, 201);

        JsonNode forecast = post("/api/campaigns/lst-sale/forecast").body();
        assertThat(forecast.at("/customers/count").asInt())
                .as(forecast.toString())
                .isEqualTo(CUSTOMERS);
        assertThat(forecast.at("/reached/count").asInt()).isEqualTo(CUSTOMERS - 4);
        assertThat(forecast.at("/list/customers").asInt()).isEqualTo(CUSTOMERS - 3);
        assertThat(forecast.at("/list/unknown/count").asInt()).isEqualTo(1);
        assertThat(forecast.at("/says").asString()).endsWith("; 1 of its list are not known");

        assertThat(get("/api/campaigns/lst-sale/progress").body().has("result")).isFalse();
        assertThat(post("/api/campaigns/lst-sale/launch").status()).isEqualTo(200);
        JsonNode progress = Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> get("/api/campaigns/lst-sale/progress").body(),
                        now -> now.at("/stage").asString().equals("done"));
        assertThat(progress.at("/reached").asInt()).as(progress.toString()).isEqualTo(CUSTOMERS - 4);
        int control = progress.at("/outcomes/control/all").asInt();
        int sent = progress.at("/outcomes/sent/sms").asInt();
        assertThat(control).isBetween(1, CUSTOMERS - 5);
        assertThat(sent + control).isEqualTo(CUSTOMERS - 4);

        String result = progress.at("/result").asString();
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode report = get(result + "?shop=lists").body();
            assertThat(report.at("/lift/control/customers").asInt())
                    .as(report.toString())
                    .isEqualTo(control);
            assertThat(report.at("/lift/treated/customers").asInt()).isEqualTo(sent);
            assertThat(report.at("/byVersion/1/sent").asInt()).isEqualTo(sent);
        });
    }

    @Test
    void brokenLinesAreNamedAndNothingIsSavedUnlessTheyAreToBeSkipped() {
        String csv = "name;customerId\nAnna;c1\nBoris;\nVera;c2\n";
        Answer refused = upload("lst-broken", csv);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/broken").asInt()).isEqualTo(1);
        assertThat(refused.body().at("/errors/0/path").asString()).isEqualTo("line 3");
        assertThat(refused.body().toString()).doesNotContain("Boris");
        assertThat(get("/api/lists/lst-broken?shop=lists").status()).isEqualTo(404);

        Answer saved = call(HttpMethod.PUT, "/api/lists/lst-broken?shop=lists&skipBroken=true", CSV, csv);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
        assertThat(saved.body().at("/errors/0/path").asString()).isEqualTo("line 3");
        JsonNode kept = get("/api/lists/lst-broken?shop=lists").body();
        assertThat(kept.at("/customers").asInt()).isEqualTo(2);
        assertThat(kept.at("/broken").asInt()).isEqualTo(1);
        assertThat(Instant.parse(kept.at("/keptUntil").asString()))
                .isEqualTo(Instant.parse(kept.at("/savedAt").asString()).plus(Duration.ofDays(30)));
        assertThat(get("/api/lists/lst-broken").status()).as("of another shop").isEqualTo(404);
    }

    @Test
    void aListInAnotherEncodingOrWithoutCustomersIsRefusedAndTheOldOneStays() {
        assertThat(upload("lst-kept", "customerId\nc1\n").status()).isEqualTo(201);
        assertThat(upload("lst-kept", "customerId\n").status()).isEqualTo(422);
        assertThat(upload("lst-kept", "phone\n+79995550100\n").status()).isEqualTo(422);
        assertThat(upload("LST", "customerId\nc1\n").status()).isEqualTo(422);
        assertThat(get("/api/lists/lst-kept?shop=lists").body().at("/customers").asInt())
                .isEqualTo(1);
        assertThat(upload("lst-kept", "customerId\nc1\nc2\n").status()).isEqualTo(200);
        assertThat(get("/api/lists?shop=lists").body().path("items").toString()).contains("lst-kept");
    }

    @Test
    void theListOfALaunchedCampaignStaysUntilItIsCancelled() {
        String list = "/api/lists/lst-gone?shop=lists";
        String campaign = CAMPAIGN.replace("lst-sale", "lst-once").replace("lst-vip", "lst-gone");
        Answer early = put("/api/campaigns/lst-once", campaign);
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body().toString()).contains("there is no list lst-gone");
        upload("lst-gone", "customerId\nc1\nc2\n");
        put("/api/campaigns/lst-once", campaign.replace("topic", "at: '2099-01-01T10:00:00Z', topic"));
        assertThat(get("/api/campaigns/lst-once").status())
                .as("a launch when the list is forgotten")
                .isEqualTo(404);
        Instant later = Instant.now().plus(Duration.ofDays(1));
        put("/api/campaigns/lst-once", campaign.replace("topic", "at: '" + later + "', topic"));
        assertThat(post("/api/campaigns/lst-once/launch").status()).isEqualTo(200);
        Answer kept = delete(list);
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.body().path("campaigns").toString()).isEqualTo("[\"lst-once\"]");
        assertThat(post("/api/campaigns/lst-once/cancel").status()).isEqualTo(200);
        assertThat(delete(list).status()).isEqualTo(204);
        assertThat(get(list).status()).isEqualTo(404);
        assertThat(post("/api/campaigns/lst-once/forecast").status()).isEqualTo(409);
        assertThat(post("/api/campaigns/lst-once/launch").status()).isEqualTo(422);
    }
}
