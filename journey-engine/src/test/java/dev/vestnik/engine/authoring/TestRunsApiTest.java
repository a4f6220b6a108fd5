package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(SharedEngine.class)
class TestRunsApiTest {
    private static final String TEMPLATE =
            "{id: tried, locales: {en: {sms: {text: 'Hello {{ customer.firstName | default: \"you\" }}, {{ event.number }}'}}}}";
    private static final String RETURNED = "{at: PT0S, type: order.returned, data: {orderId: o1, number: \"12465\"}}";

    private final RunningEngine engine;
    private final WebTestClient api;
    private String id;

    TestRunsApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = engine.client(RunningEngine.MARKETER);
    }

    @BeforeEach
    void journey(TestInfo test) {
        id = "tried-" + test.getTestMethod().orElseThrow().getName().toLowerCase();
        send("PUT", "/api/templates/tried", TEMPLATE).expectStatus().is2xxSuccessful();
        send("PUT", "/api/journeys/" + id, journey("PT1H")).expectStatus().is2xxSuccessful();
    }

    private String journey(String delay) {
        return """
                {id: %s, class: service, entry: {on: order.returned, key: event.orderId}, start: wait, steps: {
                 wait: {type: delay, for: %s, next: tell},
                 tell: {type: message, template: tried, channels: [{via: sms}]}}}
                """.formatted(id, delay);
    }

    private ResponseSpec send(String method, String path, String body) {
        return send(api, method, path, body);
    }

    private static ResponseSpec send(WebTestClient client, String method, String path, String body) {
        return client.method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec run(String body) {
        return send("POST", "/api/journeys/" + id + "/test-runs", body);
    }

    private ResponseSpec save(String test) {
        return send("POST", "/api/journeys/" + id + "/tests", test);
    }

    private static String test(String at) {
        return "{name: tells it, events: [" + RETURNED + "], expect: {messages: [{at: " + at + ", template: tried}]}}";
    }

    @Test
    void triesTheDraftStepByStep() {
        run("{events: [" + RETURNED + "]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(1)
                .jsonPath("$.steps[0].signal")
                .isEqualTo("order.returned")
                .jsonPath("$.steps[0].waiting[0].step")
                .isEqualTo("wait")
                .jsonPath("$.steps[0].waiting[0].until")
                .isEqualTo("2026-06-01T10:00:00Z")
                .jsonPath("$.steps[1].signal")
                .isEqualTo("wake-up")
                .jsonPath("$.messages.length()")
                .isEqualTo(1)
                .jsonPath("$.messages[0].at")
                .isEqualTo("2026-06-01T10:00:00Z")
                .jsonPath("$.messages[0].text.text")
                .isEqualTo("Hello you, 12465")
                .jsonPath("$.ending")
                .isEqualTo("quiet");
    }

    @Test
    void triesAPublishedVersionBesideTheDraft() {
        send("POST", "/api/journeys/" + id + "/publish", "{}").expectStatus().isOk();
        send("PUT", "/api/journeys/" + id, journey("PT5H")).expectStatus().isOk();
        run("{version: 1, events: [" + RETURNED + "]}")
                .expectBody()
                .jsonPath("$.messages[0].at")
                .isEqualTo("2026-06-01T10:00:00Z");
        run("{events: [" + RETURNED + "]}")
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.messages[0].at")
                .isEqualTo("2026-06-01T14:00:00Z");
        run("{version: 7, events: []}").expectStatus().isNotFound();
    }

    @Test
    void listsEveryFaultOfARun() {
        run("{customer: {profile: {phon: x}}, events: [{at: never, type: order.retrned}], with: [nobody]}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.path == 'events[0].type')]")
                .exists()
                .jsonPath("$.errors[?(@.path == 'events[0].at')]")
                .exists()
                .jsonPath("$.errors[?(@.path == 'customer.profile.phon')]")
                .exists();
        run("{with: [nobody]}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("with[0]");
    }

    @Test
    void triesItForACustomerWhoExistsAndShowsTheTextsToSupportAlone() {
        engine.happened(
                new CustomerKey("main", "tried"),
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+79991234577")
                        .build());
        send("POST", "/api/journeys/" + id + "/publish", "{}").expectStatus().isOk();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> run("{version: 1, customer: tried, events: [" + RETURNED + "]}")
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.messages.length()")
                        .isEqualTo(1)
                        .jsonPath("$.messages[0].text")
                        .doesNotExist());
        send(engine.client(RunningEngine.SUPPORT), "POST", "/api/journeys/" + id + "/test-runs", "{}")
                .expectStatus()
                .isForbidden();
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/tried")
                .exchange()
                .expectBody()
                .jsonPath("$.journeys")
                .isEmpty()
                .jsonPath("$.messages")
                .isEmpty();
        run("{version: 1, customer: nobody-was, events: []}").expectStatus().isNotFound();
    }

    @Test
    void showsWhatAJourneyComputesOfACustomerWhoExistsToSupportAlone() {
        send("PUT", "/api/journeys/" + id, journey("PT1H").replace("key: event.orderId", "key: customer.phone"))
                .expectStatus()
                .is2xxSuccessful();
        engine.happened(
                new CustomerKey("main", "peeked"),
                CustomerUpdated.newBuilder().setPhone("+79991234566").build());
        WebTestClient both = engine.client(engine.token(List.of(Role.MARKETER, Role.SUPPORT), "*"));
        String peek = "{customer: peeked, events: [" + RETURNED + "]}";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> send(both, "POST", "/api/journeys/" + id + "/test-runs", peek)
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.steps[0].waiting[0].key")
                        .isEqualTo("+79991234566"));
        run(peek).expectStatus().isForbidden();
        send("POST", "/api/journeys/" + id + "/publish", "{}").expectStatus().isOk();
        run(peek.replace("{customer", "{version: 1, customer"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.steps[0].waiting[0].step")
                .isEqualTo("wait")
                .jsonPath("$.steps[0].waiting[0].key")
                .doesNotExist()
                .jsonPath("$.steps[*].decisions[*].inputs")
                .doesNotExist();
    }

    @Test
    void refusesToPublishWhatATestDoesNotExpect() {
        save(test("PT2H"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.result.passed")
                .isEqualTo(false);
        for (String body : new String[] {"{}", "{\"dryRun\": true}"}) {
            send("POST", "/api/journeys/" + id + "/publish", body)
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].path")
                    .isEqualTo("tests/tells it")
                    .jsonPath("$.errors[0].problem")
                    .value(problem ->
                            assertThat((String) problem).contains("it goes out at 2026-06-01T10:00:00Z (PT1H)"));
        }
        save(test("PT1H"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.result.passed")
                .isEqualTo(true);
        send("POST", "/api/journeys/" + id + "/publish", "{}").expectStatus().isOk();
    }

    @Test
    void allTestsOfAPublicationHaveOneLimitAndAreNamedWhereItIsOver() {
        save(test("PT1H")).expectStatus().isCreated();
        save(test("PT1H").replace("tells it", "tells it again")).expectStatus().isCreated();
        TestRuns hasty = new TestRuns(engine.bean(Checking.class), new TestTime(Duration.ZERO));
        Outlook outlook = Outlook.of(engine.bean(DefinitionsLog.class).snapshot());
        Caller anybody = new Caller("marketer", Set.of(Role.MARKETER), Set.of());
        assertThatThrownBy(() -> hasty.require(id, journey("PT1H"), outlook, anybody))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::path)
                        .containsExactly("tests/tells it", "tests/tells it again"));
    }

    @Test
    void keepsTestsBesideTheJourney() {
        save(test("PT1H")).expectStatus().isCreated();
        save(test("PT1H").replace("tells it", "tells it again")).expectStatus().isCreated();
        save("{name: broken, events: [], expect: {}}").expectStatus().isEqualTo(422);
        api.get()
                .uri("/api/journeys/" + id + "/tests")
                .exchange()
                .expectHeader()
                .exists("ETag")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].name")
                .isEqualTo("tells it")
                .jsonPath("$.items[0].events[0].data.number")
                .isEqualTo("12465");
        run("{test: tells it}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.test.passed")
                .isEqualTo(true);
        api.delete()
                .uri("/api/journeys/{id}/tests/{name}", id, "tells it")
                .exchange()
                .expectStatus()
                .isNoContent();
        run("{test: tells it}").expectStatus().isNotFound();
        api.get()
                .uri("/api/journeys/" + id + "/tests")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
    }

    @Test
    void theKeyOfAnotherShopSeesNoneOfIt() {
        String own = journey("PT1H").replace("class:", "shops: [a], class:");
        send("PUT", "/api/templates/tried", TEMPLATE).expectStatus().is2xxSuccessful();
        send("PUT", "/api/journeys/" + id, own).expectStatus().is2xxSuccessful();
        WebTestClient ofA = engine.client(RunningEngine.key(Role.MARKETER, "a"));
        WebTestClient ofB = engine.client(RunningEngine.key(Role.MARKETER, "b"));
        String path = "/api/journeys/" + id;
        send(ofA, "POST", path + "/tests", test("PT1H"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.result.passed")
                .isEqualTo(true);
        send(ofA, "POST", path + "/tests", test("PT2H")).expectStatus().isOk();
        send(ofB, "POST", path + "/tests", test("PT1H")).expectStatus().isNotFound();
        send(ofB, "POST", path + "/test-runs", "{}").expectStatus().isNotFound();
        ofB.get().uri(path + "/tests").exchange().expectStatus().isNotFound();
        WebTestClient bothOfA = engine.client(engine.token(List.of(Role.MARKETER, Role.SUPPORT), "a"));
        send(bothOfA, "POST", path + "/test-runs", "{shop: a, customer: x}")
                .expectStatus()
                .isNotFound();
        send(bothOfA, "POST", path + "/test-runs", "{shop: b, customer: x}")
                .expectStatus()
                .isForbidden();
    }
}
