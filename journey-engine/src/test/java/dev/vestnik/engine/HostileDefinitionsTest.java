package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.definitions.RawLog;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionKind;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.access.Role;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** An engine on a log of definitions that holds documents of every bad kind, with the real compilers. */
@ExtendWith(SharedEngine.class)
@Timeout(300)
class HostileDefinitionsTest {
    private static final int DEEP = 100_000;
    private static final String GOOD_TEXT =
            "{\"id\":\"%s\",\"defaultLocale\":\"en\",\"locales\":{\"en\":{\"sms\":{\"text\":\"Hello\"}}}}";

    private static final String PREFIX = "broken.";

    private static RunningEngine engine;

    private final WebTestClient api = engine.client(RunningEngine.MARKETER);

    @BeforeAll
    static void start(Cluster cluster) throws Exception {
        KafkaSettings settings = cluster.settings(PREFIX, 4);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(List.of(Topics.DEFINITIONS));
        }
        try (RawLog log = new RawLog(settings)) {
            fill(log);
        }
        engine = new RunningEngine(cluster, PREFIX);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static void fill(RawLog log) {
        log.bytes(new byte[] {1, 2, 3});
        log.put(
                DefinitionKind.template,
                "long-attribute",
                email("long-attribute", "<mj-text " + "a".repeat(2_300) + "='1'>Hi</mj-text>"));
        log.put(DefinitionKind.template, "slow", email("slow", "<!--".repeat(10_000)));
        log.put(DefinitionKind.template, "no-json", "}{");
        log.put(DefinitionKind.template, "mend-me", "}{");
        log.put(DefinitionKind.template, "deep", "{\"id\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        log.put(DefinitionKind.template, "deep-yaml", "id: " + "[".repeat(DEEP) + "]".repeat(DEEP));
        log.put(DefinitionKind.template, "large", "{\"id\":\"" + "x".repeat(8_000_000) + "\"}");
        log.put(DefinitionKind.setting, "shop", "{\"zone\":\"Mars/Base\"}");
        log.publish("no-document", "[]");
        log.publish("another", journey("told", "told"));
        log.publish(
                "deep-steps",
                "{\"id\":\"deep-steps\",\"entry\":{\"on\":\"cart.updated\"},\"steps\":" + "{\"a\":".repeat(DEEP) + "1"
                        + "}".repeat(DEEP) + "}");
        log.publish("lost-template", journey("lost-template", "nowhere"));
        log.put(DefinitionKind.journey, "uses-broken", journey("uses-broken", "mend-me"));
        log.change(DefinitionKind.journey, "uses-broken", 12345, ChangeAction.PUBLISH, null);
        log.put(DefinitionKind.template, "told", GOOD_TEXT.formatted("told"));
        log.publish("good", journey("good", "told"));
    }

    private static String email(String id, String body) {
        return "{\"id\":\"%s\",\"defaultLocale\":\"en\",\"locales\":{\"en\":{\"email\":{\"subject\":\"Hi\",\"mjml\":\"<mjml><mj-body><mj-section><mj-column>%s</mj-column></mj-section></mj-body></mjml>\"}}}}"
                .formatted(id, body);
    }

    private static String journey(String id, String template) {
        return """
                {"id": "%s", "class": "service", "entry": {"on": "order.shipped", "key": "event.orderId"},
                 "start": "tell", "steps": {"tell": {"type": "message", "template": "%s", "channels": [{"via": "sms"}]}}}
                """.formatted(id, template);
    }

    private ResponseSpec get(String uri) {
        return api.get().uri(uri).exchange();
    }

    @Test
    void recordsThatMayBeOfAnyShopAreNotShownToTheKeysOfOne() {
        engine.client(RunningEngine.key(Role.OPS, "a"))
                .get()
                .uri("/api/status")
                .exchange()
                .expectBody()
                .jsonPath("$.unread.count")
                .value(Integer.class, count -> assertThat(count).isPositive())
                .jsonPath("$.unread.newest")
                .isEmpty();
    }

    @Test
    void isReadyAndSaysWhatIsBroken() {
        engine.client(RunningEngine.OPS)
                .get()
                .uri("/api/status")
                .exchange()
                .expectBody()
                .jsonPath("$.ready")
                .isEqualTo(true)
                .jsonPath("$.unread.newest[-1:].offset")
                .isEqualTo(0)
                .jsonPath("$.broken[?(@.key.id == 'no-json')].since")
                .exists()
                .jsonPath("$.broken[?(@.key.id == 'large')].problems[0]")
                .exists()
                .jsonPath("$.broken[?(@.key.id == 'deep-steps')].problems[0]")
                .exists()
                .jsonPath("$.broken[?(@.key.kind == 'SETTING')].problems[0]")
                .exists()
                .jsonPath("$.broken[?(@.key.id == 'another')].problems[0]")
                .exists();
        engine.client("")
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.definitions.status")
                .isEqualTo("UP")
                .jsonPath("$.components.definitions.details.brokenTotal")
                .value(Integer.class, count -> assertThat(count).isPositive())
                .jsonPath("$.components.definitions.details.broken")
                .doesNotExist();
        engine.client("")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics)
                        .containsPattern("vestnik_definitions_broken\\{kind=\"journey\"} 3")
                        .containsPattern("vestnik_definitions_broken\\{kind=\"template\"} [4-7]"));
    }

    @Test
    void theGoodJourneyWorks() {
        CustomerKey customer = new CustomerKey("main", "among-the-broken");
        engine.happened(
                customer, CustomerUpdated.newBuilder().setPhone("+79990000001").build());
        engine.happened(customer, new OrderShipped("1", "1", "DHL", null, null, null, null));
        WebTestClient support = engine.client(RunningEngine.SUPPORT);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> support.get()
                        .uri("/api/customers/among-the-broken/timeline")
                        .exchange()
                        .expectBody(String.class)
                        .value(timeline -> assertThat(timeline).contains("\"outcome\":\"sent\",\"journey\":\"good\"")));
    }

    @Test
    void showsABrokenDocumentWithItsCause() {
        get("/api/templates/no-json")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .expectHeader()
                .exists("Vestnik-Broken")
                .expectBody(String.class)
                .isEqualTo("}{");
        get("/api/journeys/no-document")
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Vestnik-Broken", reason -> assertThat(reason).startsWith("version 1: "));
        get("/api/templates/told").expectHeader().doesNotExist("Vestnik-Broken");
        get("/api/journeys/deep-steps/versions/1").expectStatus().isOk();
        get("/api/journeys/deep-steps/versions/1/diff/1").expectStatus().isEqualTo(422);
        get("/api/journeys")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[?(@.id == 'deep-steps')].problems[0]")
                .exists()
                .jsonPath("$.items[?(@.id == 'good')].problems[0]")
                .doesNotExist();
    }

    @Test
    void aJourneyOfABrokenTemplateIsPublishedOnceThatIsMended() {
        ResponseSpec refused =
                api.post().uri("/api/journeys/uses-broken/publish").exchange();
        refused.expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("steps.tell.template")
                .jsonPath("$.errors[0].problem")
                .value(
                        String.class,
                        problem -> assertThat(problem)
                                .startsWith("the template \"mend-me\" cannot be used, mend it first: "));
        api.post()
                .uri("/api/templates/deep/preview")
                .bodyValue("{\"channel\": \"sms\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        api.put()
                .uri("/api/templates/mend-me")
                .bodyValue(GOOD_TEXT.formatted("mend-me"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.problems")
                .doesNotExist();
        api.post()
                .uri("/api/journeys/uses-broken/publish")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
