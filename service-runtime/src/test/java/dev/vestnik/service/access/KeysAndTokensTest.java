package dev.vestnik.service.access;

import static dev.vestnik.service.access.AccessTable.call;
import static dev.vestnik.service.access.AccessTable.callOfAll;
import static dev.vestnik.service.access.AccessTable.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.service.ServiceRuntime;
import dev.vestnik.service.oidc.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A small service with a real issuer, over the wire. */
@TestInstance(Lifecycle.PER_CLASS)
class KeysAndTokensTest {
    private static final String KEY = "any text is a key";
    /** A key that could be taken for a token. */
    private static final String DOTTED = "a-key.with.dots";

    private static final Duration NEVER_A_HANG = Duration.ofSeconds(9);

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ServiceRuntime.class, KeysConfiguration.class})
    @RestController
    static class Echo {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        AccessTable table() {
            return AccessTable.of(
                    open(HttpMethod.GET, "/open"),
                    callOfAll(HttpMethod.GET, "/me"),
                    call(HttpMethod.GET, "/ops", Role.OPS),
                    call(HttpMethod.POST, "/ops", Role.OPS),
                    call(HttpMethod.GET, "/shop", Role.OPS).in(ShopRule.parameter("shop", "main")));
        }

        @GetMapping("/open")
        String forEverybody() {
            return "open";
        }

        @RequestMapping(path = {"/me", "/ops", "/shop"})
        String me(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
            return caller.name() + " " + new TreeSet<>(caller.roles()) + " " + caller.shopsInWords();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ServiceRuntime.class)
    @RestController
    static class WithoutKeys {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        AccessTable table() {
            return AccessTable.of(open(HttpMethod.GET, "/open"));
        }

        @GetMapping("/open")
        String forEverybody() {
            return "open";
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestIssuer issuer = new TestIssuer();
    private final ConfigurableApplicationContext service = service(Echo.class, withKeys(issuer.arguments()));

    @AfterAll
    void close() {
        service.close();
        issuer.close();
        http.close();
    }

    private static ConfigurableApplicationContext service(Class<?> main, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--server.port=0"));
        all.addAll(List.of(arguments));
        return ServiceRuntime.application(main, "none").run(all.toArray(String[]::new));
    }

    private static String[] withKeys(String... more) {
        List<String> arguments = new ArrayList<>();
        for (String key : List.of(KEY, DOTTED)) {
            String at = "--vestnik.security.keys[" + arguments.size() / 4 + "].";
            arguments.addAll(
                    List.of(at + "name=robot", at + "sha256=" + sha256(key), at + "roles=ops", at + "shops=a"));
        }
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String authorization) {
        return get(service, path, authorization);
    }

    private HttpResponse<String> get(ConfigurableApplicationContext from, String path, String authorization) {
        return send("GET", from, path, authorization);
    }

    private static HttpRequest.Builder request(
            String method, ConfigurableApplicationContext to, String path, String authorization) {
        String port = to.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private HttpResponse<String> send(
            String method, ConfigurableApplicationContext from, String path, String authorization) {
        try {
            return http.send(request(method, from, path, authorization).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":", detail);
    }

    private static void assertChallenge(HttpResponse<String> answer, String challenge) {
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    }

    @Test
    void keysOfTheFileComeAndGoWhileTheServiceRuns(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys.yml");
        ApiKey crm = new ApiKey("crm", sha256("crm-key"), Set.of(Role.OPS), Set.of("main"), null);
        KeyFile.write(file, List.of(crm));
        try (var filed = service(Echo.class, "--vestnik.security.key-file=" + file)) {
            assertThat(get(filed, "/me", "Bearer crm-key").body()).isEqualTo("crm [OPS] main");

            KeyFile.write(
                    file,
                    List.of(
                            new ApiKey("crm", crm.sha256(), crm.roles(), crm.shops(), Instant.EPOCH),
                            new ApiKey("next", sha256("next-key"), crm.roles(), crm.shops(), null)));

            await().until(() -> get(filed, "/me", "Bearer next-key").statusCode() == 200);
            assertProblem(get(filed, "/me", "Bearer crm-key"), 401, "this key expired at 1970-01-01T00:00:00Z");
            MeterRegistry meters = filed.getBean(MeterRegistry.class);
            assertThat(meters.get("vestnik.calls.refused")
                            .tag("reason", "expired-key")
                            .counter()
                            .count())
                    .isOne();
            assertThat(meters.get("vestnik.key.expiry")
                            .tag("key", "crm")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(meters.find("vestnik.key.expiry").tag("key", "next").gauge())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + KEY, "bearer  " + KEY + " ", "BEARER " + DOTTED})
    void aKeyIsItsCaller(String authorization) {
        HttpResponse<String> answer = get("/me", authorization);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("robot [OPS] a");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate");
    }

    @Test
    void aChangeNeedsACredentialAndNothingElse() {
        assertThat(send("POST", service, "/ops", "Bearer " + KEY).statusCode()).isEqualTo(200);
        assertThat(send("POST", service, "/ops", "Bearer " + issuer.token("anna", "ops", "a"))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(send("POST", service, "/ops", null), 401, "a key is needed");
        assertProblem(send("POST", service, "/ops", "Basic YTpi"), 401, "Authorization: Bearer KEY");
    }

    @Test
    void aTokenIsTheCallerOfItsClaims() {
        String token = issuer.token("anna", List.of("support", "ops"), List.of("a", "b"));
        assertThat(get("/me", "Bearer " + token).body()).isEqualTo("anna [SUPPORT, OPS] a, b");
        assertThat(get("/me", "Bearer " + issuer.token("anna", "ops", "*")).body())
                .isEqualTo("anna [OPS] all shops");
    }

    @Test
    void withoutACredentialTheServiceAsksForOne() {
        HttpResponse<String> answer = get("/me", null);
        assertProblem(answer, 401, "a key is needed");
        assertChallenge(answer, "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer  ", "Basic YTpi", "any text is a key", "Bearer any text is a key?"})
    void whatIsNoKeyIsRefused(String authorization) {
        HttpResponse<String> answer = get("/me", authorization);
        assertProblem(answer, 401, "Authorization: Bearer KEY");
        assertChallenge(answer, "Bearer");
    }

    @Test
    void aTokenThatIsNotGoodIsRefused() {
        String others = issuer.sign(issuer.claims("anna").audience("others").build());
        HttpResponse<String> answer = get("/me", "Bearer " + others);
        assertProblem(answer, 401, "this token is not valid: ");
        assertChallenge(answer, "Bearer error=\"invalid_token\"");
        assertProblem(get("/me", "Bearer a.b.c"), 401, "not one that the issuer has signed");
    }

    @Test
    void aTokenThatIsLongIsTakenAndOneThatIsTooLongIsNot() {
        String[] shops = new String[400];
        Arrays.setAll(shops, i -> "shop-" + i);
        String large = issuer.token("anna", "ops", Arrays.asList(shops));
        assertThat(large.length()).isBetween(6_000, CredentialJudges.LONGEST_TOKEN);
        assertThat(get("/me", "Bearer " + large).statusCode()).isEqualTo(200);
        assertProblem(get("/me", "Bearer " + large + "x".repeat(CredentialJudges.LONGEST_TOKEN)), 431, "too long");
    }

    @Test
    void theTableJudgesTokensAsItJudgesKeys() {
        String support = "Bearer " + issuer.token("boris", "support", "a");
        HttpResponse<String> answer = get("/ops", support);
        assertProblem(answer, 403, "this takes the role ops, and the caller \\\"boris\\\" has support");
        assertChallenge(answer, "Bearer error=\"insufficient_scope\"");
        for (String caller : List.of("Bearer " + KEY, "Bearer " + issuer.token("anna", "ops", "a"))) {
            assertThat(get("/ops", caller).statusCode()).isEqualTo(200);
            assertThat(get("/shop?shop=a", caller).statusCode()).isEqualTo(200);
            assertProblem(get("/shop?shop=b", caller), 403, "is for a");
            assertProblem(get("/nothing", caller), 404, "nothing is here");
        }
        assertProblem(get("/me", "Bearer " + issuer.token("anna", List.of(), "a")), 403, "none of the roles");
        assertProblem(get("/me", "Bearer " + issuer.token("anna", "ops", List.of())), 403, "names no shop");
    }

    @Test
    void anOpenCallLooksAtNoCredential() {
        for (String authorization : new String[] {null, "Bearer wrong", "Bearer a.b.c", "Basic YTpi"}) {
            assertThat(get("/open", authorization).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onlyWhatCanBeMadeUpCountsAsAGuess() {
        try (ConfigurableApplicationContext strict =
                service(Echo.class, withKeys(with(issuer.arguments(), "--vestnik.security.wrong-keys=2")))) {
            String foreign = "Bearer "
                    + issuer.sign(issuer.claims("anna").audience("others").build());
            for (int i = 0; i < 5; i++) {
                assertThat(get(strict, "/me", foreign).statusCode()).isEqualTo(401);
            }
            List<Integer> statuses = new ArrayList<>();
            for (String guess : List.of("Bearer guess", "Bearer a.b.c", "Bearer d.e.f", "Bearer another")) {
                statuses.add(get(strict, "/me", guess).statusCode());
            }
            assertThat(statuses).containsExactly(401, 401, 429, 429);
            assertThat(get(strict, "/me", foreign).statusCode()).isEqualTo(401);
            assertThat(get(strict, "/me", "Bearer " + issuer.token("anna", "ops", "*"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    @Test
    void withoutAnIssuerTokensAreRefusedAndSaidToBe() {
        try (ConfigurableApplicationContext keysOnly = service(Echo.class, withKeys())) {
            assertProblem(
                    get(keysOnly, "/me", "Bearer " + issuer.token("anna", "ops", "*")), 401, "no issuer is configured");
            assertThat(get(keysOnly, "/me", "Bearer " + DOTTED).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void startsWithoutItsIssuerAndSaysThatItIsAway() {
        TestIssuer away = new TestIssuer();
        String token = away.token("anna", "ops", "*");
        away.close();
        try (ConfigurableApplicationContext alone = service(Echo.class, withKeys(away.arguments()))) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = get(alone, "/me", "Bearer " + token);
            assertProblem(answer, 503, "the issuer of tokens does not answer");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NEVER_A_HANG);
            assertThat(get(alone, "/me", "Bearer " + KEY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCallerWhoHangsUpKeepsTheIssuersKeysFromNobody() {
        try (TestIssuer slow = new TestIssuer();
                ConfigurableApplicationContext alone = service(Echo.class, withKeys(slow.arguments()))) {
            slow.is(TestIssuer.Mood.SLOW);
            String token = "Bearer " + slow.token("anna", "ops", "*");
            CompletableFuture<?> impatient =
                    http.sendAsync(request("GET", alone, "/me", token).build(), BodyHandlers.ofString());
            await().until(() -> slow.called() > 0);
            impatient.cancel(true);
            assertThat(get(alone, "/open", null).statusCode()).isEqualTo(200); // it has heard that the other is gone

            slow.is(TestIssuer.Mood.WELL);
            slow.goOn();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> get(alone, "/me", token).statusCode() == 200);
        }
    }

    @Test
    void tokensAloneWillDo() {
        try (ConfigurableApplicationContext tokensOnly = service(Echo.class, issuer.arguments())) {
            assertThat(get(tokensOnly, "/me", "Bearer " + issuer.token("anna", "ops", "*"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(tokensOnly, "/me", "Bearer " + KEY).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whereNobodyNeedsAKeyEverybodyMayCall() {
        try (ConfigurableApplicationContext open = service(Echo.class, "--vestnik.security.open=true")) {
            for (String authorization : new String[] {null, "Bearer x", "Bearer a.b.c", "Basic YTpi"}) {
                assertThat(get(open, "/shop?shop=b", authorization).body())
                        .isEqualTo("everybody [SHOP, MARKETER, SUPPORT, OPS] all shops");
            }
        }
        assertThatThrownBy(() -> service(Echo.class, "--vestnik.security.open=true", "--server.address=0.0.0.0"))
                .hasStackTraceContaining("needs a loopback server.address");
    }

    @Test
    void aServiceWithoutKeysHasNothingOfSpringBootsOwnSecurity() {
        try (ConfigurableApplicationContext keyless = service(WithoutKeys.class)) {
            assertThat(get(keyless, "/open", null).body()).isEqualTo("open");
            assertProblem(get(keyless, "/login", null), 404, "nothing is here");
            assertThat(keyless.getBeansOfType(SecurityWebFilterChain.class)).isEmpty();
            assertThat(keyless.getBeansOfType(ReactiveUserDetailsService.class)).isEmpty();
        }
        assertThat(service.getBeansOfType(SecurityWebFilterChain.class)).hasSize(1);
        assertThat(service.getBeansOfType(ReactiveUserDetailsService.class)).isEmpty();
    }
}
