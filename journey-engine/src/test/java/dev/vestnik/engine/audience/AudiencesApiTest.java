package dev.vestnik.engine.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Segments and campaigns over the API: saved, counted, forecast, launched, paused, cancelled. */
@ExtendWith(SharedEngine.class)
class AudiencesApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A shop of its own: others' tests have customers too. */
    private static final String SHOP = "audience";

    private static final String CAMPAIGN =
            "{id: aud-sale, shops: [audience], segment: aud-anna, topic: sales, template: aud-text, channels: [{via: sms}]}";

    private final RunningEngine engine;

    AudiencesApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private record Answer(int status, JsonNode body) {}

    private Answer call(String key, HttpMethod method, String path, String body) {
        EntityExchangeResult<String> answer = engine.client(key)
                .mutate()
                .responseTimeout(SOON)
                .build()
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), JSON.readTree(text == null || text.isEmpty() ? "{}" : text));
    }

    private Answer put(String path, String body) {
        return call(RunningEngine.MARKETER, HttpMethod.PUT, path, body);
    }

    private Answer post(String path, String body) {
        return call(RunningEngine.MARKETER, HttpMethod.POST, path, body);
    }

    private Answer get(String path) {
        return call(RunningEngine.MARKETER, HttpMethod.GET, path, "");
    }

    @BeforeEach
    void customers() {
        for (String name : new String[] {"anna", "boris", "vera"}) {
            CustomerKey customer = new CustomerKey(SHOP, name);
            engine.happened(
                    customer,
                    CustomerUpdated.newBuilder()
                            .setFirstName(name)
                            .setPhone("+7999555000" + name.length())
                            .build());
            engine.happened(customer, new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null));
        }
        assertThat(put(
                                "/api/segments/aud-anna",
                                "{id: aud-anna, shops: [audience], if: 'customer.firstName == \"anna\"'}")
                        .status())
                .isIn(200, 201);
        assertThat(put("/api/segments/aud-all", "{id: aud-all, shops: [audience], if: 'true'}")
                        .status())
                .isIn(200, 201);
        assertThat(put("/api/segments/aud-none", "{id: aud-none, shops: [audience], if: 'false'}")
                        .status())
                .isIn(200, 201);
        assertThat(put("/api/templates/aud-text", "{id: aud-text, locales: {en: {sms: {text: 'A sale'}}}}")
                        .status())
                .isIn(200, 201);
        assertThat(put("/api/campaigns/aud-sale", CAMPAIGN).status()).isIn(200, 201);
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode count = post("/api/segments/aud-all/count", "").body();
            assertThat(count.at("/members/count").asInt()).as(count.toString()).isEqualTo(3);
        });
    }

    @Test
    void countsWhoIsInASegmentAndSaysWhenThatIsNobodyOrEverybody() {
        JsonNode anna = post("/api/segments/aud-anna/count", "").body();
        assertThat(anna.at("/members/count").asInt()).isEqualTo(1);
        assertThat(anna.at("/members/error").asInt()).isZero();
        assertThat(anna.at("/customers/count").asInt()).isEqualTo(3);
        assertThat(anna.at("/says").asString()).isEqualTo("33 % of the customers are in it");
        assertThat(post("/api/segments/aud-none/count", "").body().at("/says").asString())
                .isEqualTo("nobody is in it");
        assertThat(post("/api/segments/aud-all/count", "").body().at("/says").asString())
                .isEqualTo("everybody is in it");
        assertThat(post("/api/segments/aud-absent/count", "").status()).isEqualTo(404);
    }

    @Test
    void explainsForOneCustomerAndShowsNamesToSupportAlone() {
        String path = "/api/segments/aud-anna/members?shop=audience&customer=";
        JsonNode anna =
                call(RunningEngine.SUPPORT, HttpMethod.GET, path + "anna", "").body();
        assertThat(anna.at("/in").asBoolean()).isTrue();
        assertThat(anna.path("values").path("customer.firstName").asString()).isEqualTo("anna");
        JsonNode boris = get(path + "boris").body();
        assertThat(boris.at("/in").asBoolean()).isFalse();
        assertThat(boris.path("values").path("customer.firstName").asString()).isEqualTo("***");
        assertThat(get(path + "nobody").status()).isEqualTo(404);
    }

    @Test
    void attributesAreShownToSupportAlone() {
        put("/api/segments/aud-vip", "{id: aud-vip, shops: [audience], if: '\"vip\" in customer.attributes'}");
        engine.happened(
                new CustomerKey(SHOP, "anna"),
                CustomerUpdated.newBuilder()
                        .setAttributes(Map.of("diagnosis", "secret"))
                        .build());
        String path = "/api/segments/aud-vip/members?shop=audience&customer=anna";
        Awaitility.await()
                .atMost(SOON)
                .until(() -> call(RunningEngine.SUPPORT, HttpMethod.GET, path, "")
                        .body()
                        .toString()
                        .contains("secret"));
        assertThat(get(path).body().path("values").path("customer.attributes").asString())
                .isEqualTo("***");
        assertThat(get(path).body().toString()).doesNotContain("diagnosis", "secret");
    }

    @Test
    void theTemplateOfALaunchedCampaignStaysUntilItIsCancelled() {
        String template = "/api/templates/aud-kept";
        put(template, "{id: aud-kept, locales: {en: {sms: {text: 'A sale'}}}}");
        put("/api/campaigns/aud-kept", CAMPAIGN.replace("aud-sale", "aud-kept").replace("aud-text", "aud-kept"));
        assertThat(post("/api/campaigns/aud-kept/launch", "{}").status()).isEqualTo(200);
        Answer kept = call(RunningEngine.MARKETER, HttpMethod.DELETE, template, "");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.body().path("campaigns").toString()).isEqualTo("[\"aud-kept\"]");
        Answer unfit = put(template, "{id: aud-kept, locales: {en: {push: {title: Sale, body: 'A sale'}}}}");
        assertThat(unfit.status()).as(unfit.toString()).isEqualTo(422);
        assertThat(unfit.body().toString()).contains("campaign/aud-kept#");
        assertThat(post("/api/campaigns/aud-kept/cancel", "").status()).isEqualTo(200);
        assertThat(call(RunningEngine.MARKETER, HttpMethod.DELETE, template, "").status())
                .isEqualTo(204);
    }

    @Test
    void aSegmentOrCampaignWithFaultsIsRefusedWithAllOfThem() {
        Answer segment = put("/api/segments/aud-bad", "{id: other, if: 'customer.nmae == \"\"'}");
        assertThat(segment.status()).isEqualTo(422);
        Answer campaign = put("/api/campaigns/aud-bad", "{id: aud-bad, template: none, channels: [{via: sms}]}");
        assertThat(campaign.status()).isEqualTo(422);
        assertThat(campaign.body().path("errors").toString()).contains("topic", "template");
        Answer unknown = put("/api/campaigns/aud-sale", CAMPAIGN.replace("aud-anna", "aud-absent"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().toString()).contains("there is no segment aud-absent");
        Answer journey = put(
                "/api/journeys/aud-asks",
                "{id: aud-asks, class: service, entry: {on: order.placed, if: 'customer.inSegment(\"aud-absent\")'}, start: t, steps: {t: {type: message, template: aud-text, channels: [{via: sms}]}}}");
        assertThat(journey.status()).as(journey.toString()).isEqualTo(422);
        Answer field = put(
                "/api/journeys/aud-asks",
                "{id: aud-asks, class: service, entry: {on: order.placed, if: 'customer.segments.absent'}, start: t, steps: {t: {type: message, template: aud-text, channels: [{via: sms}]}}}");
        assertThat(field.body().toString()).contains("there is no segment");
    }

    @Test
    void aCampaignIsForecastLaunchedAndFollowedToItsEnd() {
        JsonNode forecast = post("/api/campaigns/aud-sale/forecast", "").body();
        assertThat(forecast.at("/reached/count").asInt())
                .as(forecast.toString())
                .isEqualTo(1);
        assertThat(forecast.at("/customers/count").asInt()).isEqualTo(3);
        assertThat(forecast.at("/outcomes/sent/sms/count").asInt()).isEqualTo(1);
        assertThat(forecast.at("/smsSegments/count").asInt()).isEqualTo(1);
        Answer launched = post("/api/campaigns/aud-sale/launch", "{}");
        assertThat(launched.status()).as(launched.toString()).isEqualTo(200);
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode progress = get("/api/campaigns/aud-sale/progress").body();
            assertThat(progress.at("/stage").asString()).as(progress.toString()).isEqualTo("done");
            assertThat(progress.at("/reached").asInt()).isEqualTo(1);
            assertThat(progress.at("/outcomes/sent/sms").asInt()).isEqualTo(1);
            assertThat(progress.at("/walked").asDouble()).isEqualTo(1);
        });
        assertThat(post("/api/campaigns/aud-sale/cancel", "").status()).isEqualTo(200);
        assertThat(post("/api/campaigns/aud-sale/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void aLaunchToNobodyOrEverybodyAsksBack() {
        for (String segment : new String[] {"aud-none", "aud-all"}) {
            put(
                    "/api/campaigns/aud-odd",
                    CAMPAIGN.replace("aud-sale", "aud-odd").replace("aud-anna", segment));
            Answer asked = post("/api/campaigns/aud-odd/launch", "{}");
            assertThat(asked.status()).isEqualTo(409);
            assertThat(asked.body()
                            .path("forecast")
                            .path("customers")
                            .path("count")
                            .asInt())
                    .isEqualTo(3);
        }
        assertThat(get("/api/campaigns/aud-odd/progress").body().at("/stage").asString())
                .isEqualTo("none");
    }

    @Test
    void aLaunchUnderWayIsPausedAndAnotherOneIsRefusedMeanwhile() {
        put(
                "/api/campaigns/aud-later",
                CAMPAIGN.replace("aud-sale", "aud-later").replace("topic:", "at: '2099-01-01T10:00:00Z', topic:"));
        assertThat(post("/api/campaigns/aud-later/launch", "{}").status()).isEqualTo(200);
        assertThat(get("/api/campaigns/aud-later/progress").body().at("/stage").asString())
                .isEqualTo("planned");
        Answer again = post("/api/campaigns/aud-later/launch", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().at("/progress/stage").asString()).isEqualTo("planned");
        assertThat(post("/api/campaigns/aud-later/pause", "").status()).isEqualTo(200);
        assertThat(get("/api/campaigns/aud-later/progress").body().at("/stage").asString())
                .isEqualTo("paused");
        assertThat(post("/api/campaigns/aud-later/resume", "").status()).isEqualTo(200);
        assertThat(post("/api/campaigns/aud-later/cancel", "").status()).isEqualTo(200);
        assertThat(get("/api/campaigns/aud-later/progress").body().at("/stage").asString())
                .isEqualTo("cancelled");
    }
}
