package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class TemplatesApiTest {
    private final RunningEngine engine;
    private final WebTestClient api;

    TemplatesApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = engine.client(RunningEngine.MARKETER);
    }

    private ResponseSpec put(String id, String texts) {
        return api.put()
                .uri("/api/templates/{id}", id)
                .bodyValue("id: %s\ndefaultLocale: en\nlocales:\n  en: %s\n".formatted(id, texts))
                .exchange();
    }

    private ResponseSpec preview(String id, String body) {
        return api.post().uri("/api/templates/{id}/preview", id).bodyValue(body).exchange();
    }

    private void publish(String journey, String template) {
        api.put()
                .uri("/api/journeys/{id}", journey)
                .bodyValue("""
                        {id: %s, class: service, entry: {on: order.shipped, key: event.orderId}, start: tell,
                         steps: {tell: {type: message, template: %s, channels: [{via: sms}]}}}""".formatted(journey, template))
                .exchange()
                .expectStatus()
                .isCreated();
        api.post()
                .uri("/api/journeys/{id}/publish", journey)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void showsATextAsTheCustomerWouldGetIt() {
        put("shown", "{sms: {text: \"Order {{ event.number }} of {{ shop.name }}\"}}")
                .expectStatus()
                .isCreated();
        preview(
                        "shown",
                        "{\"channel\": \"sms\", \"locale\": \"pt-BR\", \"variables\": {\"event\": {\"number\": \"17\"}}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.language")
                .isEqualTo("en")
                .jsonPath("$.text.text")
                .value(String.class, text -> assertThat(text).startsWith("Order 17 of "));
    }

    private static String texts(String id, String text) {
        return "id: %s # as its author wrote it\nlocales: {en: {sms: {text: \"%s\"}}}\n".formatted(id, text);
    }

    private ResponseSpec draft(String id, String text) {
        return api.put()
                .uri("/api/templates/{id}/draft", id)
                .bodyValue(texts(id, text))
                .exchange();
    }

    private ResponseSpec post(String id, String action, String body) {
        return api.post()
                .uri("/api/templates/{id}/{action}", id, action)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec get(String path) {
        return api.get().uri("/api/templates/" + path).exchange();
    }

    private String shown(String id, String body) {
        byte[] answer = preview(id, body)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new JsonMapper().readTree(answer).path("text").path("text").asString();
    }

    @Test
    void aDraftIsLookedAtAndNotSentUntilItIsPublished() {
        put("drafted", "{sms: {text: Old}}").expectStatus().isCreated();
        draft("drafted", "New").expectStatus().isCreated();
        get("drafted").expectBody().jsonPath("$.locales.en.sms.text").isEqualTo("Old");
        get("drafted/draft").expectBody().jsonPath("$.locales.en.sms.text").isEqualTo("New");
        assertThat(shown("drafted", "{\"channel\": \"sms\"}")).isEqualTo("Old");
        assertThat(shown("drafted", "{\"channel\": \"sms\", \"version\": \"draft\"}"))
                .isEqualTo("New");
        get("drafted/versions/1/diff/draft")
                .expectBody()
                .jsonPath("$.changes.length()")
                .isEqualTo(2);

        post("drafted", "publish", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.draft")
                .isEqualTo(false);
        assertThat(shown("drafted", "{\"channel\": \"sms\"}")).isEqualTo("New");
        get("drafted/draft").expectStatus().isNotFound();
        post("drafted", "publish", "").expectStatus().isNotFound();
    }

    @Test
    void aTemplateMayBeginAsADraft() {
        draft("begun", "Hello").expectStatus().isCreated();
        get("begun").expectStatus().isNotFound();
        preview("begun", "{\"channel\": \"sms\"}").expectStatus().isNotFound();
        assertThat(shown("begun", "{\"channel\": \"sms\", \"version\": \"draft\"}"))
                .isEqualTo("Hello");
        api.delete().uri("/api/templates/begun/draft").exchange().expectStatus().isNoContent();
        get("begun/draft").expectStatus().isNotFound();
        draft("begun", "{% if %}").expectStatus().isEqualTo(422);
        draft("begun", "Hello").expectStatus().isCreated();
        post("begun", "publish", "").expectStatus().isCreated();
        get("begun").expectStatus().isOk();
    }

    @Test
    void goesBackToAnOlderText() {
        put("reverted", "{sms: {text: One}}");
        put("reverted", "{sms: {text: Two}}");
        get("reverted/versions")
                .expectBody()
                .jsonPath("$.items[*].version")
                .isEqualTo(List.of(1, 2))
                .jsonPath("$.items[0].publisher")
                .isEqualTo("marketer")
                .jsonPath("$.items[0].inFlight")
                .doesNotExist();
        get("reverted/versions/1")
                .expectBody()
                .jsonPath("$.locales.en.sms.text")
                .isEqualTo("One");
        post("reverted", "revert", "{\"version\": 1}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(3);
        assertThat(shown("reverted", "{\"channel\": \"sms\"}")).isEqualTo("One");
        assertThat(shown("reverted", "{\"channel\": \"sms\", \"version\": 2}")).isEqualTo("Two");
        post("reverted", "revert", "{\"version\": 9}").expectStatus().isNotFound();
        post("reverted", "revert", "{}").expectStatus().isEqualTo(422);
    }

    @Test
    void aDraftIsHeldAgainstTheJourneysWhenItIsPublished() {
        put("held", "{sms: {text: Hello}}");
        publish("user.of.held", "held");
        api.put()
                .uri("/api/templates/held/draft")
                .bodyValue("{id: held, locales: {en: {push: {title: Hello, body: Hello}}}}")
                .exchange()
                .expectStatus()
                .isCreated();
        post("held", "publish", "")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .value(String.class, path -> assertThat(path).startsWith("journey/user.of.held#steps.tell"));
    }

    @Test
    void yamlComesBackAsItsAuthorWroteIt() {
        String written = texts("commented", "Hello");
        api.put().uri("/api/templates/commented").bodyValue(written).exchange();
        assertThat(yaml("commented")).isEqualTo(written);
        put("commented", "{sms: {text: Other}}");
        assertThat(yaml("commented")).doesNotContain("author").contains("Other");
        assertThat(yaml("commented/versions/1")).isEqualTo(written);
        post("commented", "revert", "{\"version\": 1}");
        assertThat(yaml("commented")).isEqualTo(written);
        get("commented").expectBody().jsonPath("$.id").isEqualTo("commented");
    }

    private String yaml(String path) {
        return api.get()
                .uri("/api/templates/" + path)
                .header(HttpHeaders.ACCEPT, "application/yaml")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void showsATextAsItWouldBeForACustomer() {
        CustomerKey anna = new CustomerKey("main", "previewed");
        engine.happened(
                anna,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+79991234500")
                        .build());
        put("personal", "{sms: {text: \"{{ customer.firstName }} {{ customer.phone }} {{ event.number }}\"}}");
        String asAnna = "{\"channel\": \"sms\", \"customer\": \"previewed\"}";
        Awaitility.await()
                .untilAsserted(() -> assertThat(shown("personal", asAnna)).isEqualTo("Anna +7********00 12465"));
        preview("personal", asAnna).expectBody().jsonPath("$.sampled").isEqualTo(List.of("event.number"));
        preview("personal", "{\"channel\": \"sms\", \"customer\": \"previewed\", \"sample\": false}")
                .expectStatus()
                .isEqualTo(422);
        preview("personal", "{\"channel\": \"sms\", \"sample\": true}")
                .expectStatus()
                .isOk();
        preview("personal", "{\"channel\": \"sms\", \"customer\": \"never.was\"}")
                .expectStatus()
                .isNotFound();
    }

    @Test
    void saysWhatAPreviewLacks() {
        put("lacking", "{sms: {text: \"Order {{ event.number }}\"}}");
        preview("lacking", "{\"channel\": \"sms\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .value(String.class, problem -> assertThat(problem).contains("number"));
        preview("lacking", "{\"channel\": \"email\"}").expectStatus().isEqualTo(422);
        preview("lacking", "{\"channel\": \"pigeon\", \"colour\": 1}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
        preview("nosuch", "{\"channel\": \"sms\"}").expectStatus().isNotFound();
    }

    @Test
    void listsTheFaultsOfATemplate() {
        put("faulty", "{sms: {text: \"{% if %}\"}, fax: {}}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .value(Integer.class, count -> assertThat(count).isGreaterThanOrEqualTo(2));
    }

    @Test
    void holdsANewTextAgainstTheJourneysThatUseIt() {
        put("used", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        publish("user.of.used", "used");
        put("used", "{push: {title: \"Hello\", body: \"Hello\"}}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .value(String.class, path -> assertThat(path).startsWith("journey/user.of.used#steps.tell"));
        put("used", "{sms: {text: \"Good day\"}}").expectStatus().isOk();
    }

    @Test
    void warnsOfWhatTheJourneysThatUseItMayLack() {
        put("unsure", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        publish("user.of.unsure", "unsure");
        put("unsure", "{sms: {text: \"See {{ event.trackingUrl }}\"}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("journey/user.of.unsure#steps.tell.template");
    }

    @Test
    void aTemplateAmongWhichAStepChoosesIsUsedToo() {
        put("chosen-a", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        put("chosen-b", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        publish("user.of.chosen", "{of: '\"chosen-a\"', among: [chosen-a, chosen-b]}");
        put("chosen-b", "{sms: {text: \"See {{ event.trackingUrl }}\"}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("journey/user.of.chosen#steps.tell.template.among[1]");
        api.delete().uri("/api/templates/chosen-b").exchange().expectStatus().isEqualTo(409);
    }

    @Test
    void aStepOfItsNameInAnOldVersionKeepsNoTemplate() {
        put("tell", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        put("other", "{sms: {text: \"Hello\"}}").expectStatus().isCreated();
        publish("user.of.other", "other");
        api.put()
                .uri("/api/journeys/user.of.other")
                .bodyValue("""
                        {id: user.of.other, class: service, entry: {on: order.ready, key: event.orderId}, start: say,
                         steps: {say: {type: message, template: other, channels: [{via: sms}]}}}""")
                .exchange()
                .expectStatus()
                .isOk();
        api.post()
                .uri("/api/journeys/user.of.other/publish")
                .exchange()
                .expectStatus()
                .isOk();
        api.delete().uri("/api/templates/tell").exchange().expectStatus().isNoContent();
    }

    @Test
    void keepsATemplateThatJourneysUse() {
        put("kept", "{sms: {text: \"Hello\"}}");
        publish("user.of.kept", "kept");
        ResponseSpec refused = api.delete().uri("/api/templates/kept").exchange();
        refused.expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.journeys[0]")
                .isEqualTo("user.of.kept");
        api.post()
                .uri("/api/journeys/user.of.kept/archive")
                .exchange()
                .expectStatus()
                .isOk();
        api.delete().uri("/api/templates/kept").exchange().expectStatus().isNoContent();
        api.get().uri("/api/templates/kept").exchange().expectStatus().isNotFound();
    }

    @Test
    void warnsOfALanguageThatNobodySpeaks() {
        api.put()
                .uri("/api/templates/english")
                .bodyValue("{id: english, locales: {english: {sms: {text: Hello}}}}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("locales.english");
        api.put()
                .uri("/api/settings")
                .bodyValue("{\"locale\": \"english\", \"texts\": {\"name\": \"Lavka\"}}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("locale");
        api.put()
                .uri("/api/settings")
                .bodyValue("{\"locale\": \"en\", \"texts\": {\"name\": \"Lavka\"}}")
                .exchange()
                .expectBody()
                .jsonPath("$.warnings")
                .doesNotExist();
    }

    @Test
    void keepsTheShopsSettings() {
        api.put()
                .uri("/api/settings")
                .bodyValue("{\"zone\": \"Mars/Base\", \"locale\": \"e\", \"text\": {}}")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
        api.put()
                .uri("/api/settings")
                .bodyValue("{\"zone\": \"Europe/Moscow\", \"locale\": \"ru\", \"texts\": {\"name\": \"Lavka\"}}")
                .exchange()
                .expectStatus()
                .isOk();
        api.get()
                .uri("/api/settings/shop")
                .exchange()
                .expectBody()
                .jsonPath("$.texts.name")
                .isEqualTo("Lavka");
    }
}
