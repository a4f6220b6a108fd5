package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.service.access.Role;
import dev.vestnik.service.oidc.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Every call x every role x the own shop, another one, all, by key and by token, with neither, with a wrong one. */
@ExtendWith(Backend.Extension.class)
class AccessTableTest {
    private static final List<String> SHOPS = List.of("main", "other", "*");
    private static final Set<String> OPEN = Set.of(
            "GET /openapi",
            "GET /openapi.yaml",
            "GET /actuator/health",
            "GET /actuator/health/{}",
            "GET /actuator/prometheus");
    private static final Set<String> OF_OPS = Set.of("GET /actuator");
    private static final String EVENTS = "POST /v1/events";

    private static TestIssuer issuer;
    private static Door door;

    @BeforeAll
    static void open(Backend backend) {
        List<String> keys = new ArrayList<>(List.of("--vestnik.security.wrong-keys=1000"));
        for (Role role : Role.values()) {
            for (String shop : SHOPS) {
                String at = "--vestnik.security.keys[" + (keys.size() + 1) + "].";
                keys.add(String.join(
                        "\n",
                        at + "sha256=" + Door.sha256(key(role, shop)),
                        at + "roles=" + role.name().toLowerCase(Locale.ROOT),
                        at + "shops=" + shop));
            }
        }
        issuer = new TestIssuer();
        keys.addAll(List.of(issuer.arguments()));
        String[] arguments = keys.stream().flatMap(String::lines).toArray(String[]::new);
        door = new Door(backend.settings("table."), arguments);
        await().atMost(Duration.ofMinutes(1)).until(door::isReady);
    }

    @AfterAll
    static void close() {
        door.close();
        issuer.close();
    }

    private static String token(Role role, String shop) {
        return issuer.token("anna", role.name().toLowerCase(Locale.ROOT), List.of(shop));
    }

    private static String key(Role role, String shop) {
        return role + " of " + shop;
    }

    @Test
    void everyHandlerIsInTheTable() {
        Set<String> calls = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping : door.beans(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    info.getPatternsCondition()
                            .getPatterns()
                            .forEach(path -> calls.add(
                                    method + " " + path.getPatternString().replaceAll("\\{[^}]*}", "{}")));
                }
            }
        }
        Set<String> table = new TreeSet<>(OPEN);
        table.addAll(OF_OPS);
        table.add(EVENTS);
        assertThat(calls).isEqualTo(table);
        assertThat(door.beans(RouterFunction.class)).isEmpty();
    }

    @Test
    void everyKeyMayDoWhatItsRoleAllows() throws Exception {
        everyCallerDoesTheirOwn(AccessTableTest::key);
    }

    @Test
    void everyTokenMayDoWhatItsRolesAllow() throws Exception {
        everyCallerDoesTheirOwn(AccessTableTest::token);
    }

    private static void everyCallerDoesTheirOwn(BiFunction<Role, String, String> credential) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (Role role : Role.values()) {
            for (String shop : SHOPS) {
                String key = credential.apply(role, shop);
                for (String call : OPEN) {
                    all.assertThat(status(call, key)).as(call + " with " + key).isNotIn(401, 403);
                }
                for (String call : OF_OPS) {
                    all.assertThat(status(call, key)).as(call + " with " + key).isEqualTo(role == Role.OPS ? 200 : 403);
                }
                boolean may = role == Role.SHOP && !shop.equals("other");
                all.assertThat(status(EVENTS, key)).as(EVENTS + " with " + key).isEqualTo(may ? 202 : 403);
            }
        }
        for (String none : new String[] {"", "wrong", "a.wrong.token"}) {
            all.assertThat(OPEN)
                    .allSatisfy(call -> assertThat(status(call, none)).isNotIn(401, 403));
            all.assertThat(OF_OPS)
                    .allSatisfy(call -> assertThat(status(call, none)).isEqualTo(401));
            all.assertThat(status(EVENTS, none)).isEqualTo(401);
        }
        all.assertAll();
    }

    private static int status(String call, String key) throws Exception {
        String[] parts = call.split(" ");
        HttpRequest.Builder request = HttpRequest.newBuilder(door.url().resolve(parts[1].replace("{}", "readiness")))
                .header("Content-Type", Door.CLOUD_EVENT)
                .method(parts[0], BodyPublishers.ofString(parts[0].equals("POST") ? Door.event("table", "c") : ""));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return door.call(request.build()).status();
    }
}
