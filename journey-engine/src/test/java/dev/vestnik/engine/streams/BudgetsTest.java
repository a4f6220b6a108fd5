package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A budget of all customers on a real broker: its parts are in all partitions, and no more goes out than it allows. */
@ExtendWith(SharedEngine.class)
class BudgetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CUSTOMERS = 30;
    private static final int MAX = 12;

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final ShopFloor shop;
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EngineStreams engine;

    BudgetsTest(Cluster cluster) {
        settings = cluster.settings("budgets.", 4);
        shop = new ShopFloor(settings);
    }

    private static Definitions definitions() {
        Definitions published = Journeys.definitions(
                1,
                Journeys.oneMessage("delivered", "marketing", "order.delivered", "hello")
                        .replace("class: marketing", "class: marketing, topic: sales"));
        String budgets = "budgets: [{id: spring, max: %d, per: total, journeys: [delivered]}]".formatted(MAX);
        Checked.Sound<SettingsDocument> sound = (Checked.Sound<SettingsDocument>) SettingsDocument.parse(budgets);
        return Definitions.of(
                2, published.journeys(), published.templates(), sound.value().settings());
    }

    @BeforeEach
    void open() throws Exception {
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        start();
    }

    private void start() throws InterruptedException {
        Definitions definitions = definitions();
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        meters = new SimpleMeterRegistry();
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", dir.resolve("state"), 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                source,
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:18081");
        await().atMost(PATIENCE).until(engine::ready);
    }

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    @Test
    void noMoreGoesOutThanItAllowsAlsoAfterARestart() throws Exception {
        buy(0, CUSTOMERS / 2);
        shop.messages("messages.sms.bulk", 1);
        engine.close();
        FileSystemUtils.deleteRecursively(dir.resolve("state"));
        start();
        buy(CUSTOMERS / 2, CUSTOMERS);
        assertThat(shop.messages("messages.sms.bulk", MAX)).hasSize(MAX);
        await().atMost(PATIENCE).until(() -> skipped() > 0);
        assertThat(shop.messages("messages.sms.bulk", MAX)).hasSize(MAX);
        assertThat(engine.status().deadLetters()).isZero();
    }

    private void buy(int from, int to) {
        for (int i = from; i < to; i++) {
            CustomerKey customer = new CustomerKey("main", "c-" + i);
            shop.says(customer, Events.known());
            shop.says(customer, Events.consent());
            shop.says(customer, Events.delivered("o-" + i));
        }
    }

    private double skipped() {
        Counter counter = meters.find("vestnik.decisions")
                .tags("outcome", "SKIPPED", "reason", "budget-spent")
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
