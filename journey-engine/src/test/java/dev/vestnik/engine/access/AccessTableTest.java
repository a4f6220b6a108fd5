package dev.vestnik.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.service.access.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Every call x every role x the own shop, another one, all, by key and by token, with neither, with a wrong one. */
@ExtendWith(SharedEngine.class)
class AccessTableTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_KEY = "";
    private static final String WRONG_KEY = "wrong";
    private static final String OWN = "a";
    private static final String ALL = "*";

    /** How a call's shop is found; all calls of the test are about the shop {@link #OWN}. */
    private enum Shop {
        NONE,
        /** Refused where it is not the key's. */
        ITS,
        /** Not there where it is not the key's. */
        HIDDEN,
        EVERY
    }

    private record Expected(String method, String path, Set<Role> roles, Shop shop) {
        boolean open() {
            return roles.isEmpty();
        }

        String call() {
            return method + " " + path.replaceAll("\\{[^}]*}", "{}");
        }

        int status(Role role, String keyShop) {
            if (!roles.contains(role)) {
                return 403;
            }
            boolean fits = keyShop.equals(ALL) || (keyShop.equals(OWN) && shop != Shop.EVERY) || shop == Shop.NONE;
            return fits ? 200 : shop == Shop.HIDDEN ? 404 : 403;
        }
    }

    private static final Set<Role> OPEN = Set.of();
    private static final Set<Role> READERS = EnumSet.of(Role.MARKETER, Role.OPS);
    private static final Set<Role> WRITERS = EnumSet.of(Role.MARKETER);
    private static final Set<Role> SUPPORT = EnumSet.of(Role.SUPPORT);
    private static final Set<Role> LOOKING = EnumSet.of(Role.SUPPORT, Role.MARKETER, Role.OPS);
    private static final Set<Role> RESOLVING = EnumSet.of(Role.SUPPORT, Role.OPS);
    private static final Set<Role> CHECKOUT = EnumSet.of(Role.SHOP, Role.SUPPORT);
    private static final Set<Role> OPS = EnumSet.of(Role.OPS);

    private static final List<Expected> TABLE = List.of(
            new Expected("GET", "/u/{token}", OPEN, Shop.NONE),
            new Expected("POST", "/u/{token}", OPEN, Shop.NONE),
            new Expected("GET", "/public/preferences/{token}", OPEN, Shop.NONE),
            new Expected("PUT", "/public/preferences/{token}", OPEN, Shop.NONE),
            new Expected("GET", "/actuator/health", OPEN, Shop.NONE),
            new Expected("GET", "/actuator/health/{part}", OPEN, Shop.NONE),
            new Expected("GET", "/actuator/prometheus", OPEN, Shop.NONE),
            new Expected("GET", "/actuator", OPS, Shop.NONE),
            new Expected("GET", "/actuator/info", OPS, Shop.NONE),
            new Expected("GET", "/api/schema/journey.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/template.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/settings.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/journey-test.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/test-run.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/offer.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/segment.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/schema/campaign.json", OPEN, Shop.NONE),
            new Expected("GET", "/api/reasons", OPEN, Shop.NONE),
            new Expected("GET", "/openapi", OPEN, Shop.NONE),
            new Expected("GET", "/openapi.yaml", OPEN, Shop.NONE),
            new Expected("GET", "/console", OPEN, Shop.NONE),
            new Expected("GET", "/console/{name}", OPEN, Shop.NONE),
            new Expected("GET", "/api/me", EnumSet.allOf(Role.class), Shop.NONE),
            new Expected("GET", "/api/status", EnumSet.allOf(Role.class), Shop.NONE),
            new Expected("GET", "/api/feature-level", OPS, Shop.NONE),
            new Expected("POST", "/api/feature-level", OPS, Shop.EVERY),
            new Expected("GET", "/internal/feature-level", OPS, Shop.NONE),
            new Expected("GET", "/internal/revision", READERS, Shop.NONE),
            new Expected("GET", "/internal/in-flight/{journey}", READERS, Shop.HIDDEN),
            new Expected("GET", "/internal/in-flight/{journey}/steps", READERS, Shop.HIDDEN),
            new Expected("GET", "/internal/stuck", LOOKING, Shop.NONE),
            new Expected("GET", "/api/stuck", LOOKING, Shop.NONE),
            new Expected("POST", "/api/stuck/{instance}/retry", RESOLVING, Shop.NONE),
            new Expected("POST", "/api/stuck/{instance}/end", RESOLVING, Shop.NONE),
            new Expected("GET", "/internal/tasks", SUPPORT, Shop.NONE),
            new Expected("GET", "/api/tasks", SUPPORT, Shop.NONE),
            new Expected("POST", "/api/tasks/{instance}/take", SUPPORT, Shop.NONE),
            new Expected("POST", "/api/tasks/{instance}/finish", SUPPORT, Shop.NONE),
            new Expected("POST", "/api/tasks/{instance}/release", SUPPORT, Shop.NONE),
            new Expected("GET", "/api/journeys", READERS, Shop.NONE),
            new Expected("GET", "/api/journeys/{journey}", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/journeys/{journey}", WRITERS, Shop.HIDDEN),
            new Expected("DELETE", "/api/journeys/{journey}", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/revert", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/publish", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/pause", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/resume", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/archive", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/journeys/{journey}/versions", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/journeys/{journey}/versions/{version}", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/journeys/{journey}/versions/{version}/diff/{version}", READERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/test-runs", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/simulations", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/simulations", READERS, Shop.NONE),
            new Expected("GET", "/api/simulations/{instance}", READERS, Shop.NONE),
            new Expected("GET", "/api/simulations/{instance}/timelines", READERS, Shop.NONE),
            new Expected("DELETE", "/api/simulations/{instance}", WRITERS, Shop.NONE),
            new Expected("GET", "/api/journeys/{journey}/tests", READERS, Shop.HIDDEN),
            new Expected("POST", "/api/journeys/{journey}/tests", WRITERS, Shop.HIDDEN),
            new Expected("DELETE", "/api/journeys/{journey}/tests/{name}", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/templates", READERS, Shop.NONE),
            new Expected("GET", "/api/templates/{template}", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/templates/{template}", WRITERS, Shop.HIDDEN),
            new Expected("DELETE", "/api/templates/{template}", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/templates/{template}/preview", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/templates/{template}/draft", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/templates/{template}/draft", WRITERS, Shop.HIDDEN),
            new Expected("DELETE", "/api/templates/{template}/draft", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/templates/{template}/publish", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/templates/{template}/revert", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/templates/{template}/versions", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/templates/{template}/versions/{version}", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/templates/{template}/versions/{version}/diff/{version}", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/settings", READERS, Shop.NONE),
            new Expected("GET", "/api/settings/shop", READERS, Shop.NONE),
            new Expected("PUT", "/api/settings", WRITERS, Shop.EVERY),
            new Expected("PUT", "/api/settings/shop", WRITERS, Shop.EVERY),
            new Expected("GET", "/api/settings/shop/versions", READERS, Shop.NONE),
            new Expected("GET", "/api/settings/shop/versions/{version}", READERS, Shop.NONE),
            new Expected("GET", "/api/settings/shop/versions/{version}/diff/{version}", READERS, Shop.NONE),
            new Expected("POST", "/api/settings/shop/revert", WRITERS, Shop.EVERY),
            new Expected("GET", "/api/audit", OPS, Shop.NONE),
            new Expected("GET", "/api/dead-letters", OPS, Shop.EVERY),
            new Expected("GET", "/api/dead-letters/{topic}", OPS, Shop.EVERY),
            new Expected("GET", "/api/dead-letters/{topic}/{offset}", OPS, Shop.EVERY),
            new Expected("POST", "/api/dead-letters/{topic}/replay", OPS, Shop.EVERY),
            new Expected("GET", "/api/bundles", READERS, Shop.NONE),
            new Expected("POST", "/api/bundles", WRITERS, Shop.NONE),
            new Expected("GET", "/api/settings/shop/effective", READERS, Shop.ITS),
            new Expected("GET", "/api/offers", READERS, Shop.NONE),
            new Expected("GET", "/api/offers/{offer}", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/offers/{offer}", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/offers/{offer}/codes", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/offers/{offer}/codes/make", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/offers/{offer}/stock", READERS, Shop.HIDDEN),
            new Expected("POST", "/api/offers/{offer}/redeem", CHECKOUT, Shop.ITS),
            new Expected("POST", "/api/codes", Set.of(Role.SHOP), Shop.ITS),
            new Expected("POST", "/api/codes/verify", Set.of(Role.SHOP), Shop.ITS),
            new Expected("GET", "/api/segments", READERS, Shop.NONE),
            new Expected("GET", "/api/segments/{segment}", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/segments/{segment}", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/segments/{segment}/count", READERS, Shop.HIDDEN),
            new Expected("GET", "/internal/segments/{segment}/count", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/segments/{segment}/members", LOOKING, Shop.HIDDEN),
            new Expected("GET", "/api/lists", READERS, Shop.ITS),
            new Expected("GET", "/api/lists/{name}", READERS, Shop.ITS),
            new Expected("PUT", "/api/lists/{name}", WRITERS, Shop.ITS),
            new Expected("DELETE", "/api/lists/{name}", WRITERS, Shop.ITS),
            new Expected("GET", "/api/campaigns", READERS, Shop.NONE),
            new Expected("GET", "/api/campaigns/{campaign}", READERS, Shop.HIDDEN),
            new Expected("PUT", "/api/campaigns/{campaign}", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/campaigns/{campaign}/forecast", READERS, Shop.HIDDEN),
            new Expected("GET", "/internal/campaigns/{campaign}/forecast", READERS, Shop.HIDDEN),
            new Expected("POST", "/api/campaigns/{campaign}/launch", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/campaigns/{campaign}/pause", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/campaigns/{campaign}/resume", WRITERS, Shop.HIDDEN),
            new Expected("POST", "/api/campaigns/{campaign}/cancel", WRITERS, Shop.HIDDEN),
            new Expected("GET", "/api/campaigns/{campaign}/progress", READERS, Shop.HIDDEN),
            new Expected("GET", "/internal/campaigns/{campaign}/progress", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/reports/journeys/{journey}", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/reports/campaigns/{campaign}", READERS, Shop.HIDDEN),
            new Expected("GET", "/api/reports/summary", READERS, Shop.ITS),
            new Expected("GET", "/api/reports/funnel", READERS, Shop.ITS),
            new Expected("GET", "/internal/reports/journeys/{journey}", READERS, Shop.ITS),
            new Expected("GET", "/internal/reports/summary", READERS, Shop.ITS),
            new Expected("GET", "/api/customers/{customer}/offers", CHECKOUT, Shop.ITS),
            new Expected("GET", "/api/customers/{customer}", LOOKING, Shop.ITS),
            new Expected("GET", "/api/customers/{customer}/timeline", LOOKING, Shop.ITS),
            new Expected("GET", "/api/customers/{customer}/explain", LOOKING, Shop.ITS),
            new Expected("PUT", "/api/customers/{customer}/consents", SUPPORT, Shop.ITS),
            new Expected("POST", "/api/customers/{customer}/messages", SUPPORT, Shop.ITS),
            new Expected("DELETE", "/api/customers/{other}", SUPPORT, Shop.ITS),
            new Expected("GET", "/api/customers/{customer}/export", SUPPORT, Shop.ITS),
            new Expected("GET", "/api/messages/{message}", LOOKING, Shop.HIDDEN));

    private final RunningEngine engine;
    private String message = "";

    AccessTableTest(RunningEngine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void somethingOfTheShop() {
        CustomerKey customer = new CustomerKey(OWN, "table");
        engine.happened(
                customer, CustomerUpdated.newBuilder().setPhone("+79991234590").build());
        put("/api/templates/table-text", template("[a]"));
        put("/api/templates/table-text/draft", template("[a]").replace("Hello", "Soon"));
        put("/api/journeys/table-journey", journey("[a]"));
        put("/api/offers/table-offer", "{id: table-offer, shops: [a]}");
        put("/api/segments/table-segment", "{id: table-segment, shops: [a], if: 'true'}");
        put(
                "/api/campaigns/table-campaign",
                "{id: table-campaign, shops: [a], segment: table-segment, topic: sales, template: table-text, channels: [{via: sms}]}");
        post("/api/journeys/table-journey/publish");
        Awaitility.await().untilAsserted(() -> message = byHand());
    }

    private static String template(String shops) {
        return "{id: table-text, shops: " + shops + ", locales: {en: {sms: {text: Hello}}}}";
    }

    private static String journey(String shops) {
        return "{id: table-journey, shops: " + shops + ", class: service, entry: {on: order.shipped}, start: tell, "
                + "steps: {tell: {type: message, template: table-text, channels: [{via: sms}]}}}";
    }

    private void put(String path, String document) {
        assertThat(call(RunningEngine.MARKETER, "PUT", path, document).status()).isIn(200, 201);
    }

    private void post(String path) {
        assertThat(call(RunningEngine.MARKETER, "POST", path, "{}").status()).isEqualTo(200);
    }

    private String byHand() {
        EntityExchangeResult<String> sent = engine.client(RunningEngine.SUPPORT)
                .post()
                .uri("/api/customers/table/messages?shop=a")
                .header("Idempotency-Key", "table")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"template\": \"table-text\", \"channels\": [\"sms\"]}")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(sent.getStatus().value()).as(sent.getResponseBody()).isEqualTo(201);
        return JSON.readTree(sent.getResponseBody()).path("messageId").asString();
    }

    @Test
    void everyHandlerIsInTheTable() {
        Set<String> known = TABLE.stream().map(Expected::call).collect(Collectors.toSet());
        assertThat(mappings()).isNotEmpty().isSubsetOf(known);
        assertThat(engine.beans(RouterFunction.class)).isEmpty();
    }

    private Set<String> mappings() {
        Set<String> calls = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping : engine.beans(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                assertThat(methods).as(info.toString()).isNotEmpty();
                for (RequestMethod method : methods) {
                    info.getPatternsCondition()
                            .getPatterns()
                            .forEach(path -> calls.add(
                                    method + " " + path.getPatternString().replaceAll("\\{[^}]*}", "{}")));
                }
            }
        }
        return calls;
    }

    @Test
    void everyKeyMayDoWhatItsRoleAllows() {
        everyCallerDoesTheirOwn(RunningEngine::key);
    }

    @Test
    void everyTokenMayDoWhatItsRolesAllow() {
        Map<String, String> signed = new HashMap<>(); // a signature takes longer than the call
        everyCallerDoesTheirOwn(
                (role, shop) -> signed.computeIfAbsent(role + " " + shop, any -> engine.token(role, shop)));
    }

    private void everyCallerDoesTheirOwn(BiFunction<Role, String, String> credential) {
        SoftAssertions all = new SoftAssertions();
        for (Expected expected : TABLE) {
            for (Role role : Role.values()) {
                for (String shop : RunningEngine.SHOPS_OF_KEYS) {
                    int wanted = expected.open() ? 200 : expected.status(role, shop);
                    String key = credential.apply(role, shop);
                    all.assertThat(seen(expected, call(key, expected)))
                            .as(expected.call() + " for the role " + role + " of " + shop)
                            .isEqualTo(wanted);
                }
            }
            for (String none : new String[] {NO_KEY, WRONG_KEY}) {
                all.assertThat(seen(expected, call(none, expected)))
                        .as(expected.call() + " with the key \"" + none + "\"")
                        .isEqualTo(expected.open() ? 200 : 401);
            }
        }
        all.assertAll();
    }

    /** 200 for what the handler had to judge: what it says of a request without sense is not looked at here, but it must not fail. */
    private static int seen(Expected expected, Answer answer) {
        boolean refused = Set.of(401, 403).contains(answer.status());
        boolean hidden = answer.status() == 404 && expected.shop() == Shop.HIDDEN;
        return refused || hidden || answer.status() >= 500 ? answer.status() : 200;
    }

    private record Answer(int status, String body) {}

    /** No change is made: none has the revision 0. */
    private Answer call(String key, Expected expected) {
        String path = expected.path()
                .replace("{journey}", "table-journey")
                .replace("{template}", "table-text")
                .replace("{offer}", "table-offer")
                .replace("{segment}", "table-segment")
                .replace("{campaign}", "table-campaign")
                .replace("{version}", "1")
                .replace("{topic}", "shop.events")
                .replace("{offset}", "0")
                .replace("{customer}", "table")
                .replace("{other}", "nobody")
                .replace("{message}", message)
                .replace("{instance}", "00000000-0000-8000-8000-000000000000") // whose it is decides: see StuckApiTest
                .replace("{token}", "x")
                .replace("{part}", "x")
                .replace("{name}", "x");
        return call(key, expected.method(), path + "?shop=" + OWN, "");
    }

    private Answer call(String key, String method, String path, String body) {
        EntityExchangeResult<String> answer = engine.client(key)
                .method(HttpMethod.valueOf(method))
                .uri(URI.create(engine.url(0) + path))
                .headers(headers -> {
                    if (body.isEmpty()) {
                        headers.setIfMatch("\"0\"");
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String text = answer.getResponseBody();
        return new Answer(answer.getStatus().value(), text == null ? "" : text);
    }

    private Answer marketer(String shop, String method, String path, String body) {
        return call(RunningEngine.key(Role.MARKETER, shop), method, path, body);
    }

    @Test
    void aKeyListsWhatActsOnItsShops() {
        assertThat(marketer("a", "GET", "/api/journeys", "").body()).contains("table-journey");
        assertThat(marketer("b", "GET", "/api/journeys", "").body()).doesNotContain("table-journey");
        assertThat(marketer("a", "GET", "/api/templates", "").body()).contains("table-text");
        assertThat(marketer("b", "GET", "/api/templates", "").body()).doesNotContain("table-text");
    }

    @Test
    void aKeyLeadsTheLifeOfItsOwnJourney() {
        String path = "/api/journeys/table-own";
        String own = journey("[a]").replace("table-journey", "table-own");
        assertThat(marketer("a", "PUT", path, own).status()).isIn(200, 201);
        List<Integer> statuses = new ArrayList<>();
        for (String step : List.of("publish", "pause", "resume", "archive")) {
            statuses.add(marketer("a", "POST", path + "/" + step, "{}").status());
        }
        assertThat(statuses).containsOnly(200);
        assertThat(call(RunningEngine.MARKETER, "DELETE", path, "{}").status()).isEqualTo(204);
        // Its versions were shop a's, whose customers may still be in them.
        Answer others = marketer("b", "PUT", path, own.replace("[a]", "[b]"));
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).doesNotContain("shop");
    }

    @Test
    void aDraftForOtherShopsIsNotReadByThoseOfAVersion() {
        String path = "/api/journeys/table-moved";
        String own = journey("[a]").replace("table-journey", "table-moved").replace("table-text", "table-of-both");
        put("/api/templates/table-of-both", template("[a, b]").replace("table-text", "table-of-both"));
        put(path, own);
        post(path + "/publish");
        put(path, own.replace("[a]", "[b]").replace("order.shipped", "order.placed"));
        assertThat(marketer("a", "GET", path, "").status()).isEqualTo(404);
        assertThat(marketer("a", "GET", path + "/versions/1", "").status()).isEqualTo(200);
        assertThat(marketer("b", "GET", path, "").status()).isEqualTo(200);
        Answer refused = marketer("a", "POST", path + "/archive", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain(" b");
    }

    @Test
    void aTemplateIsKeptForTheVersionsWhoseCustomersStayInThem() {
        String path = "/api/journeys/table-pinned";
        String first =
                journey("[b]").replace("table-journey", "table-pinned").replace("table-text", "table-pinned-text");
        put("/api/templates/table-pinned-text", template("[b]").replace("table-text", "table-pinned-text"));
        put("/api/templates/table-of-both", template("[a, b]").replace("table-text", "table-of-both"));
        put(path, first);
        post(path + "/publish");
        put(path, first.replace("table-pinned-text", "table-of-both"));
        post(path + "/publish");
        assertThat(marketer("b", "DELETE", "/api/templates/table-pinned-text", "{}")
                        .status())
                .isEqualTo(409);
        post(path + "/archive");
        assertThat(marketer("b", "DELETE", "/api/templates/table-pinned-text", "{}")
                        .status())
                .isEqualTo(204);
        String taken = template("[a]").replace("table-text", "table-pinned-text");
        Answer refused = marketer("a", "PUT", "/api/templates/table-pinned-text", taken);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("other shops").doesNotContain("table-pinned\"", "journey/", "shops b");
        assertThat(marketer("*", "PUT", "/api/templates/table-pinned-text", taken)
                        .body())
                .contains("table-pinned");
    }

    @Test
    void aLaunchThatActsOnMoreShopsIsNotAShopsToPause() {
        String path = "/api/campaigns/table-launched";
        String both = "{id: table-launched, shops: [a, b], segment: table-of-two, topic: sales,"
                + " template: table-of-two, channels: [{via: sms}]}";
        put("/api/templates/table-of-two", template("[a, b]").replace("table-text", "table-of-two"));
        put("/api/segments/table-of-two", "{id: table-of-two, shops: [a, b], if: 'true'}");
        put(path, both);
        assertThat(call(RunningEngine.MARKETER, "POST", path + "/launch", "{\"confirm\": true}")
                        .status())
                .isEqualTo(200);
        put(path, both.replace("shops: [a, b]", "shops: [a]"));
        for (String step : List.of("pause", "cancel")) {
            assertThat(marketer("a", "POST", path + "/" + step, "{}").status()).isEqualTo(403);
        }
        assertThat(call(RunningEngine.MARKETER, "POST", path + "/cancel", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void theHealthPageAndTheStatusTellAnotherShopNothing() {
        assertThat(call("", "GET", "/actuator/health", "").body())
                .contains("brokenTotal")
                .doesNotContain("\"broken\"");
    }

    @Test
    void noKeyReachesBeyondItsShops() {
        String path = "/api/journeys/table-beyond";
        for (String shops : List.of("[b]", "[a, b]")) {
            Answer refused = marketer("a", "PUT", path, journey(shops).replace("table-journey", "table-beyond"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("is for a");
        }
        String everywhere = journey("[a]").replace("shops: [a], ", "").replace("table-journey", "table-beyond");
        assertThat(marketer("a", "PUT", path, everywhere).body()).contains("every shop");
        assertThat(marketer("a", "PUT", "/api/journeys/table-journey", journey("[a, b]"))
                        .status())
                .isEqualTo(403);
        assertThat(marketer("a", "PUT", "/api/templates/table-text", template("[b]"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTemplateOfFewerShopsIsNoTextForTheOthers() {
        Answer wider = call(
                RunningEngine.MARKETER,
                "PUT",
                "/api/journeys/table-wider",
                journey("[a, b]").replace("table-journey", "table-wider"));
        assertThat(wider.status()).isEqualTo(422);
        assertThat(wider.body()).contains("steps.tell.template");
        Answer narrower = call(RunningEngine.MARKETER, "PUT", "/api/templates/table-text", template("[b]"));
        assertThat(narrower.status()).isEqualTo(422);
        assertThat(narrower.body()).contains("table-journey");
        Answer byHand = call(
                RunningEngine.SUPPORT,
                "POST",
                "/api/customers/table/messages?shop=b",
                "{\"template\": \"table-text\", \"channels\": [\"sms\"]}");
        assertThat(byHand.status()).isEqualTo(422);
    }
}
