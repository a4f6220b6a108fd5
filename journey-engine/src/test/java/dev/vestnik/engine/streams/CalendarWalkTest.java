package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A publication lets customers enter by the calendar to whom nothing happens, each once, though the engine is restarted meanwhile. */
@ExtendWith(SharedEngine.class)
@Execution(ExecutionMode.CONCURRENT)
class CalendarWalkTest {
    private static final int CUSTOMERS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final JourneyId DAILY = new JourneyId("daily");

    @TempDir
    Path stateDir;

    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Definitions definitions = Journeys.definitions(1);
    private KafkaSettings settings;
    private EngineStreams engine;
    private ShopFloor shop;

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    @Test
    void everybodyIsArmedAndEntersOnceOverARestart(Cluster cluster) throws Exception {
        settings = cluster.settings("calendar.", 4);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        shop = new ShopFloor(settings);
        start();
        for (int i = 0; i < CUSTOMERS; i++) {
            shop.says(
                    customer(i),
                    CustomerUpdated.newBuilder()
                            .setPhone("+7495646" + (1000 + i))
                            .build());
            shop.says(customer(i), Events.consent());
        }
        await().atMost(PATIENCE).until(() -> count("granted") == CUSTOMERS);
        definitions = dueIn(Duration.ofSeconds(12));
        await().atMost(PATIENCE).until(() -> IntStream.range(0, CUSTOMERS).allMatch(this::isArmed));
        assertThat(meters.get("vestnik.walk.customers").counter().count()).isPositive();
        engine.close();
        meters = new SimpleMeterRegistry();
        start();
        assertThat(shop.messages("messages.sms", CUSTOMERS))
                .extracting(message -> message.getHeader().getCustomerId())
                .doesNotHaveDuplicates()
                .hasSize(CUSTOMERS);
    }

    private boolean isArmed(int number) {
        return engine.queries().customer(customer(number)) instanceof Lookup.Found<CustomerState>(CustomerState state)
                && state.memory().history().dates().awaits();
    }

    private static CustomerKey customer(int number) {
        return new CustomerKey("main", "c" + number);
    }

    private double count(String reason) {
        Counter counter = meters.find("vestnik.decisions").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    /** A journey that is published now. */
    private static Definitions dueIn(Duration soon) {
        Instant now = Instant.now();
        LocalTime at = LocalTime.ofInstant(now.plus(soon), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        Definitions compiled = Journeys.definitions(2, """
                {id: daily, class: service, entry: {every: day, zone: shop, at: "%tT"}, start: tell,
                 steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}}
                """.formatted(at));
        Published published = compiled.journey(DAILY);
        return Definitions.of(
                2,
                Map.of(
                        DAILY,
                        new Published(
                                published.status(),
                                1,
                                published.versions(),
                                number -> null,
                                published.inFlight(),
                                Map.of(),
                                Pauses.NONE,
                                now)),
                compiled.templates(),
                ShopSettings.DEFAULT);
    }

    private void start() throws InterruptedException {
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new Source(),
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:1");
        await().atMost(PATIENCE).until(engine::ready);
    }

    private final class Source implements DefinitionsSource {
        @Override
        public Definitions current() {
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}
    }
}
