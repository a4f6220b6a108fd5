package dev.vestnik.engine.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.service.access.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document says what is so: its examples are taken, and its bodies have the fields that are read. */
@ExtendWith(SharedEngine.class)
class OpenApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern KNOWN = Pattern.compile("known are (.*)");
    private static final Set<String> ITS_OWN = Set.of(
            "/u/{token}",
            "/api/offers/{id}/codes",
            "/api/offers/{id}/redeem",
            "/api/lists/{id}",
            "/api/campaigns/{id}/launch");

    private static final String CALL = """
            {"id": "described", "class": "service", "entry": {"on": "x.described"}, "start": "call",
             "steps": {"call": {"type": "task", "queue": "described", "text": "Call", "timeout": "P1D",
                                "outcomes": [{"name": "reached"}]}}}
            """;

    private final RunningEngine engine;
    private final JsonNode api;

    OpenApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = call("", HttpMethod.GET, "/openapi", null).body();
    }

    private record Answer(int status, JsonNode body) {}

    private Answer call(String key, HttpMethod method, String path, String body) {
        EntityExchangeResult<String> answer = engine.client(key)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body == null ? "" : body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), JSON.readTree(text == null || text.isEmpty() ? "{}" : text));
    }

    private Answer call(String name, String body) {
        String path = name.substring(name.indexOf(' ') + 1)
                .replace("/api/journeys/{id}", "/api/journeys/shipped")
                .replace("/api/templates/{id}", "/api/templates/order-shipped")
                .replace("/api/offers/{id}", "/api/offers/spring")
                .replace("/api/segments/{id}", "/api/segments/regulars")
                .replace("/api/campaigns/{id}", "/api/campaigns/spring-sale")
                .replace("/api/dead-letters/{topic}", "/api/dead-letters/shop.events")
                .replace("/api/customers/{id}", "/api/customers/described");
        if (path.startsWith("/public/preferences/")) {
            path = path.replace("{token}", tokenOfTheDescribed());
        }
        if (path.startsWith("/api/tasks/{id}")) {
            path = path.replace("{id}", openTask());
        }
        if (path.startsWith("/api/codes")) {
            return call(
                    RunningEngine.key(Role.SHOP, "*"),
                    HttpMethod.valueOf(name.substring(0, name.indexOf(' '))),
                    path,
                    body);
        }
        String key = path.startsWith("/api/customers") || path.startsWith("/api/tasks") || path.endsWith("/redeem")
                ? RunningEngine.SUPPORT
                : path.startsWith("/api/feature-level") || path.startsWith("/api/dead-letters")
                        ? RunningEngine.OPS
                        : RunningEngine.MARKETER;
        return call(key, HttpMethod.valueOf(name.substring(0, name.indexOf(' '))), path, body);
    }

    private String tokenOfTheDescribed() {
        String link = engine.bean(Links.class).preferences(new CustomerKey("main", "described"), Instant.now());
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /** A call for a customer, which nobody has taken yet. */
    private String openTask() {
        engine.happened(new CustomerKey("main", "described"), new CustomEvent("x.described", "{}"));
        return Awaitility.await()
                .until(
                        () -> call(RunningEngine.SUPPORT, HttpMethod.GET, "/api/tasks?queue=described&state=open", null)
                                .body()
                                .at("/items/0/task")
                                .asString(""),
                        task -> !task.isEmpty());
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        api.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(method -> operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return operations;
    }

    private static JsonNode json(JsonNode bodyOrAnswer) {
        return bodyOrAnswer.at("/content/application~1json");
    }

    @BeforeEach
    void somethingToWorkOn() {
        engine.happened(
                new CustomerKey("main", "described"),
                CustomerUpdated.newBuilder().setPhone("+79991234599").build());
        String code =
                "{\"id\": \"account-code\", \"locales\": {\"en\": {\"sms\": {\"text\": \"{{ context.code }}\"}}}}";
        assertThat(call(RunningEngine.MARKETER, HttpMethod.PUT, "/api/templates/account-code", code)
                        .status())
                .isIn(200, 201);
        String sale = "{\"id\": \"spring-sale\", \"locales\": {\"en\": {\"sms\": {\"text\": \"A sale\"}}}}";
        assertThat(call(RunningEngine.MARKETER, HttpMethod.PUT, "/api/templates/spring-sale", sale)
                        .status())
                .isIn(200, 201);
        for (String name : List.of(
                "PUT /api/templates/{id}",
                "PUT /api/segments/{id}",
                "PUT /api/campaigns/{id}",
                "PUT /api/journeys/{id}",
                "POST /api/journeys/{id}/publish",
                "PUT /api/settings")) {
            String example = json(operations().get(name).path("requestBody"))
                    .path("example")
                    .toString();
            assertThat(call(name, example).status()).as(name).isIn(200, 201);
        }
        assertThat(call(RunningEngine.MARKETER, HttpMethod.PUT, "/api/journeys/described", CALL)
                        .status())
                .isIn(200, 201);
        assertThat(call(RunningEngine.MARKETER, HttpMethod.POST, "/api/journeys/described/publish", "{}")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(call("GET /api/customers/{id}", "").status()).isEqualTo(200));
    }

    @Test
    void hasATitleAndSaysOfEveryCallWhatItDoes() {
        assertThat(api.at("/info/title").asString()).isEqualTo("Vestnik journey-engine");
        assertThat(api.at("/info/description").asString()).isNotBlank();
        operations()
                .forEach((name, operation) -> assertThat(
                                operation.path("summary").asString(""))
                        .as(name)
                        .isNotBlank());
    }

    @Test
    void everyAnswerIsTyped() {
        List<String> untyped = new ArrayList<>();
        operations()
                .forEach((name, operation) -> operation
                        .path("responses")
                        .propertyStream()
                        .filter(answer -> answer.getKey().startsWith("2"))
                        .forEach(answer -> answer.getValue()
                                .path("content")
                                .propertyStream()
                                .filter(content -> !isTyped(content.getValue().path("schema")))
                                .forEach(content ->
                                        untyped.add(name + " " + answer.getKey() + " " + content.getKey()))));
        assertThat(untyped.stream()
                        .filter(name ->
                                !name.contains("/u/") && !name.contains("/api/schema/") && !name.endsWith(" text/csv")))
                .isEmpty();
    }

    private static boolean isTyped(JsonNode schema) {
        return schema.has("$ref") || schema.has("oneOf") || schema.has("items") || schema.has("properties");
    }

    @Test
    void everyListHasItemsAndTheCursorOfTheNextPage() {
        Set<String> lists = new TreeSet<>();
        operations().forEach((name, operation) -> {
            JsonNode answer = answer(operation);
            if (answer.path("properties").path("items").has("items")) {
                lists.add(name);
                assertThat(answer.path("properties").has("next")).as(name).isTrue();
            }
            assertThat(answer.path("type").asString("")).as(name).isNotEqualTo("array");
        });
        assertThat(lists).contains("GET /api/journeys", "GET /api/journeys/{id}/versions", "GET /api/reasons");
    }

    /** The schema of a call's answer, without a reference to it. */
    private JsonNode answer(JsonNode operation) {
        JsonNode schema = operation
                .at("/responses/200/content")
                .valueStream()
                .findFirst()
                .orElseGet(JSON::createObjectNode)
                .path("schema");
        String ref = schema.path("$ref").asString("");
        return ref.startsWith("#/") ? api.at(ref.substring(1)) : schema;
    }

    @Test
    void everyBodyIsTypedAndItsExampleIsTaken() {
        operations().forEach((name, operation) -> {
            if (operation.has("requestBody") && !ITS_OWN.contains(name.substring(name.indexOf(' ') + 1))) {
                JsonNode body = json(operation.path("requestBody"));
                assertThat(isTyped(body.path("schema"))).as(name).isTrue();
                if (name.endsWith("/resume")) {
                    call(name.replace("/resume", "/pause"), "{}");
                }
                Answer answer = call(name, example(name, body));
                assertThat(answer.status()).as(name + " " + answer.body()).isIn(200, 201, 202);
                assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema(body.path("schema")))
                                .validate(body.path("example")))
                        .as(name)
                        .isEmpty();
            }
        });
    }

    /** The level in force is not lowered. */
    private static String example(String name, JsonNode body) {
        return name.contains("feature-level")
                ? "{\"level\": " + FeatureLevel.NEWEST.number() + "}"
                : body.path("example").toString();
    }

    private JsonNode schema(JsonNode schema) {
        String document = schema.path("$ref").asString("");
        return document.isEmpty()
                ? schema
                : call("", HttpMethod.GET, document, null).body();
    }

    @Test
    void everyBodyHasTheFieldsThatAreRead() {
        int compared = 0;
        for (Map.Entry<String, JsonNode> operation : operations().entrySet()) {
            JsonNode schema = json(operation.getValue().path("requestBody")).path("schema");
            boolean list = schema.path("type").asString("").equals("array");
            JsonNode properties = list ? schema.path("items").path("properties") : schema.path("properties");
            if (properties.isObject()) {
                compared++;
                String unknown = "{\"zzz\": 1}";
                Answer answer = call(operation.getKey(), list ? "[" + unknown + "]" : unknown);
                assertThat(known(answer.body()))
                        .as(operation.getKey() + " " + answer.body())
                        .isEqualTo(new TreeSet<>(properties.propertyNames()));
            }
        }
        assertThat(compared).isGreaterThan(5);
    }

    private static Set<String> known(JsonNode problem) {
        return problem.path("errors")
                .valueStream()
                .map(error -> KNOWN.matcher(error.path("problem").asString()))
                .filter(Matcher::find)
                .map(found -> new TreeSet<>(List.of(found.group(1).split(", "))))
                .findFirst()
                .orElseGet(TreeSet::new);
    }
}
