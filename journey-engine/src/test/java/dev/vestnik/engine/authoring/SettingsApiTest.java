package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class SettingsApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebTestClient api;

    SettingsApiTest(RunningEngine engine) {
        this.api = engine.client(RunningEngine.MARKETER);
    }

    private ResponseSpec put(String settings) {
        return api.put().uri("/api/settings").bodyValue(settings).exchange();
    }

    private BodyContentSpec get(String path, Object... variables) {
        return api.get()
                .uri("/api/settings/shop" + path, variables)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private int saved(String settings) {
        EntityExchangeResult<byte[]> answer = put(settings)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isNumber()
                .returnResult();
        return JSON.readTree(answer.getResponseBody()).path("version").intValue();
    }

    @Test
    void everyTextThatWasInForceCanBeReadComparedAndBroughtBack() {
        int before = saved("locale: ru # Russian\ntexts: {name: Lavka}\n");
        int after = saved("{\"locale\": \"en\", \"texts\": {\"name\": \"Shop of Anna\"}}");
        assertThat(after).isEqualTo(before + 1);
        api.get()
                .uri("/api/settings/shop/versions/{version}", before)
                .header(HttpHeaders.ACCEPT, "application/yaml")
                .exchange()
                .expectBody(String.class)
                .value(text -> assertThat(text).startsWith("locale: ru # Russian"));
        get("/versions/{a}/diff/{b}", before, after)
                .jsonPath("$.changes[0].path")
                .isEqualTo("locale")
                .jsonPath("$.changes[1].path")
                .isEqualTo("texts.name");
        api.post()
                .uri("/api/settings/shop/revert")
                .bodyValue("{\"version\": " + before + "}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(after + 1);
        get("").jsonPath("$.texts.name").isEqualTo("Lavka");
        get("/versions").jsonPath("$.items[-1].version").isEqualTo(after + 1);
    }

    @Test
    void aShopIsToldWhatHoldsForItAndWhereThatIsSaid() {
        saved("""
                zone: Europe/Moscow
                texts: {name: Lavka, phone: "+74956460054"}
                perShop: {north: {zone: Europe/Berlin, texts: {name: Laden}}}
                """);
        get("/effective?shop=north")
                .jsonPath("$.settings.zone.value")
                .isEqualTo("Europe/Berlin")
                .jsonPath("$.settings.zone.from")
                .isEqualTo("perShop.north.zone")
                .jsonPath("$.settings.locale.from")
                .isEqualTo("default")
                .jsonPath("$.settings.texts.value.name")
                .isEqualTo("Laden")
                .jsonPath("$.settings.texts.value.phone")
                .isEqualTo("+74956460054");
        get("/effective").jsonPath("$.settings.zone.from").isEqualTo("zone");
        saved("{texts: {name: Lavka}}");
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        put("{zone: Mars/Base, perShop: {north: {locale: e}, south: 5}, colour: red}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].path")
                .value(
                        JsonNode.class,
                        paths -> assertThat(paths.toString())
                                .contains("\"zone\"", "perShop.north.locale", "perShop.south", "colour"));
    }

    /** An engine that finds a key it does not know would fall back to no settings at all, another zone among them. */
    @Test
    void keysThatOlderEnginesDoNotKnowTakeTheFeatureLevel() {
        String settings = "{\"zone\": \"UTC\", \"perShop\": {}}";
        assertThat(NewerWords.ofSettings(settings, FeatureLevel.RECEIPTS))
                .extracting(Fault::path)
                .containsExactly("perShop");
        assertThat(NewerWords.ofSettings(settings, FeatureLevel.LANGUAGE)).isEmpty();
        String countries = "{\"country\": \"RU\", \"perShop\": {\"north\": {\"country\": \"DE\"}, \"south\": {}}}";
        assertThat(NewerWords.ofSettings(countries, FeatureLevel.CALENDAR))
                .extracting(Fault::path)
                .containsExactly("country", "perShop.north.country");
        assertThat(NewerWords.ofSettings(countries, FeatureLevel.COUNTRY)).isEmpty();
        String codes = "{\"codes\": {\"length\": 4}, \"perShop\": {\"north\": {\"codes\": {}}}}";
        assertThat(NewerWords.ofSettings(codes, FeatureLevel.COUNTRY))
                .extracting(Fault::path)
                .containsExactly("codes", "perShop.north.codes");
        assertThat(NewerWords.ofSettings(codes, FeatureLevel.CODES)).isEmpty();
    }
}
