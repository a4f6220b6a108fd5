package dev.vestnik.sender.live;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.ConfiguredRules;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayNames;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.CircuitState;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.runtime.SenderRuntime;
import dev.vestnik.service.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole sender whose file of settings changes while hundreds of messages are under way, over a real broker. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsChangeTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final int MESSAGES = 600;
    private static final int WINDOW = 40;
    private static final Map<String, RecordingGateway> GATEWAYS = new ConcurrentHashMap<>();

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 2);
    private final CountDownLatch answers = new CountDownLatch(1);
    private ConfigurableApplicationContext context;

    @TempDir
    Path directory;

    /** One account as this test configures it. */
    record Account(String name, String password, int rate) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SenderRuntime.class)
    static class Sender {
        @Bean
        GatewayPlanner gatewayPlanner() {
            return new Planner();
        }
    }

    /** Plans the gateways that the test has put ready by their names. */
    static class Planner implements GatewayPlanner {
        @Override
        public ChannelName channel() {
            return ChannelName.SMS;
        }

        @Override
        public RoutePlan plan(SettingsReader settings) {
            List<String> elements = settings.elements("vestnik.sms.gateways");
            List<GatewayPlan> plans = elements.stream()
                    .peek(element -> settings.knownOnly(element, Account.class))
                    .flatMap(element -> Stream.ofNullable(settings.read(element, Account.class))
                            .map(account -> GatewayPlan.of(
                                    account.name(), settings.snapshot(element), account.rate(), () -> made(account))))
                    .toList();
            List<String> names = GatewayNames.of(settings, elements);
            return new RoutePlan(
                    plans,
                    ConfiguredRules.read(settings, ChannelName.SMS, names),
                    settings.snapshot("vestnik.sms.routes"));
        }

        private static Gateway made(Account account) {
            return GATEWAYS.get(account.name());
        }
    }

    @BeforeEach
    void gateways() {
        GATEWAYS.clear();
        Stream.of("sick", "first", "second").forEach(name -> GATEWAYS.put(name, new RecordingGateway(name, WINDOW, 0)));
        GATEWAYS.get("sick").answers(_ -> new Outcome.NotSent("connection refused"));
        GATEWAYS.get("first").answers(dispatch -> {
            answers.await();
            return Outcome.accepted("late-" + dispatch.attempt());
        });
    }

    @AfterEach
    void close() {
        answers.countDown();
        context.close();
        engine.close();
    }

    @Test
    void losesAndDoublesNothingWhileGatewaysComeAndGo() throws Exception {
        settings("sick", "first");
        start();
        engine.send(SERVICE, 0, MESSAGES);
        RecordingGateway first = GATEWAYS.get("first");
        eventually().until(() -> first.received().size() == WINDOW);
        eventually().until(() -> gateway("sick").circuitState() == CircuitState.OPEN);
        GuardedGateway sick = gateway("sick");

        settings("sick", "second");
        eventually().until(() -> engine.receipts().size() == MESSAGES - WINDOW);
        assertThat(first.received().size()).isEqualTo(WINDOW);
        assertThat(first.isClosed()).isFalse();
        assertThat(gateway("sick")).isSameAs(sick);
        assertThat(sick.circuitState()).isEqualTo(CircuitState.OPEN);
        assertThat(lanes().path("settings").path("leaving").get(0).asString()).isEqualTo("first");

        answers.countDown();
        eventually().until(() -> engine.receipts().size() == MESSAGES);
        assertThat(sent().values()).hasSize(MESSAGES).containsOnly(1);
        assertThat(engine.receiptLines()).hasSize(MESSAGES).allMatch(line -> line.endsWith(" ACCEPTED"));
        assertThat(GATEWAYS.get("second").counts().size()).isEqualTo(MESSAGES - WINDOW);
    }

    @Test
    void saysWhyAChangeWasRefusedAndGoesOn(CapturedOutput log) throws Exception {
        settings("second");
        start();
        String before = revision();
        write(yaml("second") + "      - {name: second, password: the-secret, rate: many, port: 1}\n");
        eventually()
                .until(() ->
                        lanes().path("settings").path("refused").path("faults").size() == 3);
        assertThat(lanes().path("settings").path("refused").toString())
                .contains(
                        "vestnik.sms.gateways[1].name is the name of another gateway too: second",
                        "vestnik.sms.gateways[1].rate must be a whole number",
                        "vestnik.sms.gateways[1].port is no setting");
        assertThat(revision()).isEqualTo(before);
        assertThat(get("/actuator/health/readiness")).contains("a change was refused at", "\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus"))
                .contains("vestnik_settings_refused 1.0")
                .contains("vestnik_settings_changes_total{outcome=\"refused\"} 1.0")
                .contains("vestnik_settings_revision{revision=\"" + before + "\"} 1");
        engine.send(SERVICE, 0, 5);
        eventually().until(() -> engine.receipts().size() == 5);

        write("vestnik.sms.gateways: [\n");
        eventually().until(() -> refusal().contains("is no YAML"));
        write("");
        eventually().until(() -> refusal().contains("has no gateway any more"));
        settings("second", "first");
        eventually().until(() -> !revision().equals(before));
        assertThat(refusal()).isEmpty();
        assertThat(gateway("first")).isNotNull();
        assertThat(log).contains("settings=refused").doesNotContain("the-secret", "pass-of-");
        assertThat(get("/actuator/health") + get("/actuator/prometheus") + get("/api/lanes"))
                .doesNotContain("the-secret", "pass-of-");
    }

    @Test
    void saysWhatTakesARestart() throws Exception {
        settings("second");
        start();
        write(yaml("second") + """
                    state-dir: /elsewhere
                  email.bounces.host: imap.shop.example
                spring.ssl.bundle.pem.relay.truststore.certificate: relay.pem
                """);
        eventually()
                .untilAsserted(() -> assertThat(
                                lanes().path("settings").path("restart").valueStream())
                        .extracting(name -> name.asString())
                        .containsExactly("vestnik.email.bounces", "vestnik.sms.state-dir", "spring.ssl"));
    }

    private Map<Attempt, Integer> sent() {
        Map<Attempt, Integer> sent = new HashMap<>();
        Stream.of("first", "second")
                .forEach(name -> GATEWAYS.get(name)
                        .counts()
                        .forEach((attempt, count) -> sent.merge(attempt, count, Integer::sum)));
        return sent;
    }

    private GuardedGateway gateway(String name) {
        return context.getBean(GuardedRoute.class).named(name).orElseThrow();
    }

    private void settings(String... gateways) throws IOException {
        write(yaml(gateways));
    }

    private static String yaml(String... gateways) {
        StringBuilder yaml = new StringBuilder("vestnik:\n  sms:\n    gateways:\n");
        for (String gateway : gateways) {
            yaml.append("      - {name: %s, password: pass-of-%s, rate: 0}%n".formatted(gateway, gateway));
        }
        return yaml.toString();
    }

    /** Replaces the file at once, as an orchestrator does. */
    private void write(String yaml) throws IOException {
        Path draft = Files.writeString(directory.resolve("draft"), yaml);
        Files.move(
                draft,
                directory.resolve("demo-sender.yml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() {
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--spring.config.additional-location=file:" + directory + "/",
                "--vestnik.sender.circuit-open=1h");
        context = new SpringApplicationBuilder(Sender.class)
                .properties("spring.config.name=demo-sender")
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
    }

    private String revision() {
        return lanes().path("settings").path("revision").asString();
    }

    private String refusal() {
        JsonNode refused = lanes().path("settings").path("refused");
        return refused.isObject() ? refused.toString() : "";
    }

    private JsonNode lanes() {
        return JsonMapper.shared().readTree(get("/api/lanes"));
    }

    private String get(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
