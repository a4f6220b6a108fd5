package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.lookup.LookupIntake;
import dev.vestnik.engine.lookup.LookupSettings;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A journey asks a source over HTTP, on a real broker, and goes on with the answer. Most of its time it waits. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedEngine.class)
class LookupsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final String POINTS = """
            id: points
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: ask
            steps:
              ask: {type: lookup, source: bonus, params: {order: key}, into: points, timeout: PT10M, default: '0', next: tell}
              tell: {type: message, template: hello, channels: [{via: sms, if: context.points > 100}]}
            """;

    private static final String SLOW = """
            id: slow
            class: service
            entry: {on: order.delivered, key: event.orderId}
            start: ask
            steps:
              ask: {type: lookup, source: crm, into: segment, timeout: PT10M, default: '0', next: rest}
              rest: {type: delay, for: P1D}
            """;

    @TempDir
    private static Path dir;

    private final String name;
    private final KafkaSettings settings;
    private final ShopFloor shop;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;
    private EngineStreams engine;
    private LookupIntake lookups;

    /** Questions stay in their topic: each test has one of its own. */
    LookupsTest(Cluster cluster, TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        settings = cluster.settings("lookups-" + name + ".", 4);
        shop = new ShopFloor(settings);
    }

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        Definitions definitions = Journeys.definitions(1, POINTS, SLOW);
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", dir.resolve(name), 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new DefinitionsSource() {
                    @Override
                    public Definitions current() {
                        return definitions;
                    }

                    @Override
                    public void awaitRevision(long revision) {}
                },
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:18082");
        await().atMost(PATIENCE).until(engine::ready);
        lookups = new LookupIntake(settings, "engine", sources(), engine::ready, meters, ObservationRegistry.NOOP);
    }

    private LookupSettings sources() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> headers = Map.of("Authorization", "Bearer secret");
        return new LookupSettings(Map.of(
                "bonus",
                new LookupSettings.Source(url + "/bonus/{shop}/{order}", headers, Duration.ofSeconds(20)),
                "crm",
                new LookupSettings.Source(url + "/crm/{customer}", Map.of(), Duration.ofSeconds(30))));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        if (path.startsWith("/crm/")) {
            hang();
            return;
        }
        switch (path.replaceFirst("rich-.*", "rich")) {
            case "/bonus/main/rich" -> answer(exchange, 200, "250");
            case "/bonus/main/moved" -> {
                exchange.getResponseHeaders().set("Location", "/bonus/main/rich");
                answer(exchange, 302, "");
            }
            case "/bonus/main/long" -> answer(exchange, 200, "\"" + "x".repeat(40_000) + "\"");
            case "/bonus/main/prose" -> answer(exchange, 200, "250, \"value\": 251");
            default -> answer(exchange, 503, "250");
        }
    }

    private void hang() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void close() {
        closing.countDown();
        lookups.close();
        engine.close();
        shop.close();
        server.stop(0);
    }

    @Test
    void theRunGoesOnWithTheAnswerAlsoOfAQuestionThatNobodyHeardAtOnce() {
        shop.says(ANNA, Events.known());
        shop.says(ANNA, Events.shipped("rich"));
        await().atMost(PATIENCE).until(() -> decided("HELD", "asking") == 1);
        assertThat(requests).isEmpty(); // as after a crash: the question waits in its topic

        lookups.begin();
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(requests).containsExactly("/bonus/main/rich Bearer secret");

        shop.says(ANNA, Events.shipped("poor"));
        shop.says(ANNA, Events.shipped("moved"));
        shop.says(ANNA, Events.shipped("long"));
        shop.says(ANNA, Events.shipped("prose"));
        shop.says(ANNA, Events.shipped(".."));
        await().atMost(PATIENCE).until(() -> decided("SKIPPED", "condition") == 5);
        assertThat(outcomes("status-503", "status-302", "too-large", "no-json", "no-value"))
                .isEqualTo(List.of(1L, 1L, 1L, 1L, 1L));
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(requests).hasSize(5);
        assertThat(engine.status().deadLetters()).isZero();
    }

    /** On a slow machine the source's time may be over before the other one has answered: then it is tried again. */
    @Test
    void aSourceThatHangsMakesNoOtherLate() {
        shop.says(ANNA, Events.known());
        lookups.begin();
        boolean hung = false;
        for (int tries = 0; tries < 4 && !hung; tries++) {
            long over = timedOut();
            int asked = requests.size();
            shop.says(new CustomerKey("main", "c-" + tries), Events.delivered("o" + tries));
            await().atMost(PATIENCE).until(() -> requests.size() > asked);
            shop.says(ANNA, Events.shipped("rich-" + tries));
            assertThat(shop.messages("messages.sms", tries + 1)).hasSize(tries + 1);
            hung = timedOut() == over;
        }
        assertThat(hung)
                .as("the source still hangs when the other one has answered")
                .isTrue();
    }

    private long timedOut() {
        var timer = meters.find("vestnik.lookup").tags("source", "crm").timer();
        return timer == null ? 0 : timer.count();
    }

    private double decided(String outcome, String reason) {
        var counter = meters.find("vestnik.decisions")
                .tags("journey", "points", "outcome", outcome, "reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private List<Long> outcomes(String... outcomes) {
        return List.of(outcomes).stream()
                .map(outcome -> {
                    var timer = meters.find("vestnik.lookup")
                            .tags("source", "bonus", "outcome", outcome)
                            .timer();
                    return timer == null ? 0 : timer.count();
                })
                .toList();
    }
}
