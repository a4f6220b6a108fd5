package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomEvent;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedEngine.class)
class MessagesApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEMPLATE = "{id: asked-for, locales: {en: {sms: {text: Hello}}}}";
    private static final String JOURNEY = """
            {id: asked-for, class: service, entry: {on: x.asked.for}, start: tell,
             steps: {tell: {type: message, template: asked-for, channels: [{via: sms}]}}}
            """;

    private final RunningEngine engine;

    MessagesApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void published() {
        change("PUT", "/api/templates/asked-for", TEMPLATE);
        change("PUT", "/api/journeys/asked-for", JOURNEY);
        change("POST", "/api/journeys/asked-for/publish", "{}");
    }

    private void change(String method, String path, String body) {
        engine.client(RunningEngine.MARKETER)
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private JsonNode get(String path) {
        WebTestClient client = engine.client(RunningEngine.SUPPORT);
        byte[] body =
                client.get().uri(path).exchange().expectBody().returnResult().getResponseBody();
        return body == null ? JSON.createObjectNode() : JSON.readTree(body);
    }

    @Test
    void aMessageThatDidNotGoOutSaysWhy() {
        engine.happened(new CustomerKey("main", "asked-for"), new CustomEvent("x.asked.for", "{}"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(skipped().path("messageId").asString("")).isNotEmpty());
        JsonNode message = get("/api/messages/" + skipped().path("messageId").asString());
        assertThat(message.path("status").asString()).isEqualTo("skipped");
        assertThat(message.path("customerId").asString()).isEqualTo("asked-for");
        JsonNode decision = message.path("decisions").path(0);
        assertThat(decision.path("reason").asString()).isEqualTo("no-phone");
        assertThat(decision.path("gates").toString()).contains("\"contact\"");
        assertThat(message.path("receipts").isEmpty()).isTrue();
    }

    @Test
    void saysHowFarTimelinesReachWhereThereIsNoSuchMessage() {
        JsonNode problem = get("/api/messages/" + new UUID(8L << 12, 1));
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("detail").asString())
                .contains("newest 200 decisions of its customer")
                .contains("explain?journey=&at= tells those about a journey for 90 days");
    }

    private JsonNode skipped() {
        return get("/api/customers/asked-for/timeline")
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("outcome").asString().equals("skipped"))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }
}
