package dev.vestnik.system.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An engine's process is killed five times while it decides and counts: the report is what the decisions add up to. */
@EnabledIfSystemProperty(named = "vestnik.reports.carts", matches = "\\d+")
class KilledReportsTest {
    private static final int CARTS = Integer.getInteger("vestnik.reports.carts", 0);
    private static final int KILLS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String JOURNEY = """
            id: cart
            class: service
            entry: {on: cart.updated, key: event.cartId}
            exit: [{on: order.placed, match: has(event.cartId) && event.cartId == key, reason: purchased}]
            goal: {on: order.placed, match: has(event.cartId) && event.cartId == key, within: P7D, value: event.total}
            holdout: {percent: 10}
            start: remind
            steps:
              remind: {type: message, template: cart-reminder, channels: [{via: sms}], onSent: wait, onNone: wait}
              wait: {type: waitUntil, timeout: P3D}
            """;

    @TempDir
    Path directory;

    @Test
    void aReportIsWhatTheDecisionsAddUpToHoweverOftenItsEngineIsKilled() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"))) {
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "", 4, 1, registry.url().toString(), Map.of());
            try (Engine engine = new Engine(kafka, Files.createDirectory(directory.resolve("engine")));
                    Carts carts = new Carts(kafka, CARTS)) {
                killed(engine, carts, new Ledger(kafka));
            }
        }
    }

    private static void killed(Engine engine, Carts carts, Ledger ledger) throws Exception {
        engine.replaceBy(Build.current());
        publish(engine);
        carts.begin();
        carts.halfAreBought();
        for (int kill = 1; kill <= KILLS; kill++) {
            long before = ledger.counted();
            await("more that is counted")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> ledger.counted() > before);
            engine.kill();
            System.out.printf("killed at decision %d, event %d%n", ledger.counted(), ledger.consumed());
            engine.start(Build.current());
        }
        engine.replaceBy(Build.current());
        await("every cart and order")
                .atMost(PATIENCE)
                .until(() -> ledger.decisions("cart").getOrDefault("LEFT purchased", 0L) > 0
                        && entered(ledger.decisions("cart")) == CARTS
                        && ledger.decisions("cart").getOrDefault("CONVERTED", 0L) == CARTS / 2);
        await("a report of all decisions")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> compare(engine, ledger.decisions("cart")));
    }

    private static long entered(Map<String, Long> decisions) {
        return decisions.getOrDefault("ENTERED", 0L) + decisions.getOrDefault("ENTERED holdout", 0L);
    }

    private static void compare(Engine engine, Map<String, Long> decisions) throws IOException, InterruptedException {
        JsonNode report = engine.call("GET", "/api/reports/journeys/cart", "").body();
        assertThat(report.path("missing").size()).as(report.toString()).isZero();
        JsonNode total = report.path("total");
        Map<String, Long> told = new TreeMap<>();
        told.put("ENTERED", total.path("entered").asLong());
        told.put("ENTERED holdout", total.path("control").asLong());
        told.put("SENT", total.path("sent").asLong());
        told.put("CONVERTED", total.path("converted").asLong());
        total.path("left")
                .propertyStream()
                .forEach(left ->
                        told.put("LEFT " + left.getKey(), left.getValue().asLong()));
        total.path("skipped")
                .propertyStream()
                .forEach(skipped -> told.put(
                        "SKIPPED " + skipped.getKey(), skipped.getValue().asLong()));
        total.path("revoked")
                .propertyStream()
                .forEach(revoked -> told.put(
                        "REVOKED " + revoked.getKey(), revoked.getValue().asLong()));
        assertThat(told).isEqualTo(decisions);
        assertThat(report.at("/lift/treated/customers").asLong()
                        + report.at("/lift/control/customers").asLong())
                .isEqualTo(CARTS);
        System.out.println("reported: " + told);
    }

    private static void publish(Engine engine) throws IOException, InterruptedException {
        put(engine, "/api/templates/cart-reminder", Carts.TEMPLATE);
        put(engine, "/api/journeys/cart", JOURNEY);
        await().atMost(PATIENCE)
                .until(() ->
                        engine.call("POST", "/api/journeys/cart/publish", "{}").status() == 200);
    }

    private static void put(Engine engine, String path, String document) throws IOException, InterruptedException {
        Engine.Answer answer = engine.call("PUT", path, document);
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    }
}
