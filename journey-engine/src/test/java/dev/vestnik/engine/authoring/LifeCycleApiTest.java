package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.journey.JourneyId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What comes after a journey was published: going back, pausing, moving people on, and authors who meet. */
@ExtendWith(SharedEngine.class)
class LifeCycleApiTest {
    private static final String TEMPLATE = "{id: cycled, locales: {en: {sms: {text: Hello}}}}";

    private final RunningEngine engine;
    private final WebTestClient api;
    private String id = "";

    LifeCycleApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = engine.client(RunningEngine.MARKETER);
    }

    @BeforeEach
    void template(TestInfo test) {
        id = "cycle-" + test.getTestMethod().orElseThrow().getName().toLowerCase();
        api.put()
                .uri("/api/templates/cycled")
                .bodyValue(TEMPLATE)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private String journey(String step, String length) {
        return """
                # waits %3$s
                id: %1$s
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: %2$s
                steps:
                  %2$s: {type: delay, for: %3$s, next: tell}
                  tell: {type: message, template: cycled, channels: [{via: sms}]}
                """.formatted(id, step, length);
    }

    private ResponseSpec put(String document, String... ifMatch) {
        return api.put()
                .uri("/api/journeys/{id}", id)
                .headers(headers -> {
                    for (String tag : ifMatch) {
                        headers.setIfMatch(tag);
                    }
                })
                .bodyValue(document)
                .exchange();
    }

    private String saved(String document) {
        ResponseSpec answer = put(document);
        answer.expectStatus().is2xxSuccessful();
        return answer.expectBody().returnResult().getResponseHeaders().getETag();
    }

    private ResponseSpec post(String action, String body) {
        return api.post()
                .uri("/api/journeys/{id}/{action}", id, action)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private void published(String document) {
        saved(document);
        post("publish", "{}").expectStatus().isOk();
    }

    private Definition definition() {
        return engine.bean(DefinitionsLog.class).snapshot().all().state(DefinitionKey.journey(id));
    }

    @Test
    void tellsAnAuthorWhoWasOvertakenWhoHasChangedWhat() {
        String seen = saved(journey("rest", "PT1H"));
        saved(journey("rest", "PT2H"));
        post("publish", "{}").expectStatus().isOk();
        put(journey("rest", "PT3H"), seen)
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("it has been changed since, last by marketer: read it again")
                .jsonPath("$.changes.length()")
                .isEqualTo(2)
                .jsonPath("$.changes[0].action")
                .isEqualTo("saved")
                .jsonPath("$.changes[1].action")
                .isEqualTo("published")
                .jsonPath("$.changes[1].author")
                .isEqualTo("marketer")
                .jsonPath("$.changes[1].at")
                .isNotEmpty()
                .jsonPath("$.differences.length()")
                .isEqualTo(1)
                .jsonPath("$.differences[0].path")
                .isEqualTo("steps.rest.for")
                .jsonPath("$.differences[0].from")
                .isEqualTo("PT1H")
                .jsonPath("$.differences[0].to")
                .isEqualTo("PT2H");
        assertThat(definition().document().json()).contains("PT2H");
    }

    @Test
    void tellsSoOfATemplateToo() {
        String path = "/api/templates/" + id;
        String text = TEMPLATE.replace("cycled", id);
        String seen = api.put()
                .uri(path)
                .bodyValue(text)
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();
        api.put().uri(path).bodyValue(text.replace("Hello", "Good day")).exchange();
        api.delete()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, seen)
                .exchange()
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.differences[0].path")
                .isEqualTo("locales.en.sms.text")
                .jsonPath("$.differences[0].to")
                .isEqualTo("Good day");
    }

    @Test
    void bringsAnOlderVersionBackAsTheDraftWithItsComments() {
        published(journey("rest", "PT1H"));
        published(journey("rest", "PT2H"));
        post("revert", "{\"version\": 1}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.draft")
                .isEqualTo(true)
                .jsonPath("$.version")
                .isEqualTo(2);
        assertThat(definition().document().source()).isEqualTo(journey("rest", "PT1H"));
        post("publish", "{}").expectBody().jsonPath("$.journey.version").isEqualTo(3);
        post("revert", "{\"version\": 9}").expectStatus().isNotFound();
        post("revert", "{}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("version");
    }

    @Test
    void remembersTheFateOfWhatComesDueInAPause() {
        published(journey("rest", "PT1H"));
        post("pause", "{\"meanwhile\": \"restart\"}").expectStatus().isOk();
        post("resume", "").expectStatus().isOk();
        assertThat(definition().pauses().last().meanwhile()).isEqualTo(Meanwhile.RESTART);
        post("pause", "{}").expectStatus().isOk();
        post("resume", "{\"meanwhile\": \"send\"}").expectStatus().isOk();
        assertThat(definition().pauses().last().meanwhile()).isEqualTo(Meanwhile.SEND);
        post("pause", "{}");
        post("resume", "{\"meanwhile\": \"forget\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .isEqualTo("must be one of restart, send, skip-expired");
    }

    @Test
    void movesThoseInAStepThatHasAnotherIdNow() {
        published(journey("rest", "PT1H"));
        saved(journey("pause", "PT1H"));
        post("publish", "{\"inFlight\": \"migrate\", \"moves\": {\"rest\": \"pause\"}}")
                .expectStatus()
                .isOk();
        assertThat(definition().newest().orElseThrow().moves()).isEqualTo(Map.of("rest", "pause"));
        assertThat(engine.bean(DefinitionsLog.class)
                        .current()
                        .journey(new JourneyId(id))
                        .placeOf(1, "rest"))
                .isEqualTo("pause");
    }

    @Test
    void refusesMovesThatTakeNobodyAlong() {
        published(journey("rest", "PT1H"));
        saved(journey("pause", "PT1H"));
        post("publish", """
                        {"inFlight": "migrate", "moves": {"rest": "tell", "nosuch": "pause", "tell": "gone"}}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(3)
                .jsonPath("$.errors[?(@.path == 'moves.rest')].problem")
                .isEqualTo(
                        "leads to tell, which is of type message: it is of type delay, and steps of another type take nobody over")
                .jsonPath("$.errors[?(@.path == 'moves.nosuch')].problem")
                .isEqualTo("is a step of no published version")
                .jsonPath("$.errors[?(@.path == 'moves.tell')].problem")
                .isEqualTo("leads to gone, which is no step of the draft");
        post("publish", "{\"moves\": {\"rest\": \"pause\"}}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .isEqualTo("is for \"inFlight\": \"migrate\" alone");
        assertThat(definition().versions()).hasSize(1);
    }
}
