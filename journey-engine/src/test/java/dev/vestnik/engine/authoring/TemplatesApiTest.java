package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(SharedEngine.class)
class TemplatesApiTest {
    private final WebTestClient api;

    TemplatesApiTest(RunningEngine engine) {
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
