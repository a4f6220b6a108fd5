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
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.settings.QuietHours;
import dev.vestnik.rules.settings.Settings;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.OutboundMessage;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everybody's quiet hours end in the same moment. Each customer has two messages that wait and a cap of one: the better one goes, to the
 * message, and what customers must know goes out meanwhile. {@code ./vestnik bench held} is the same with a million.
 */
@ExtendWith(SharedEngine.class)
class HeldReleaseTest {
    private static final int CUSTOMERS = 150;
    private static final int TOLD = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Definitions> definitions = new AtomicReference<>();
    private final KafkaSettings settings;

    HeldReleaseTest(Cluster cluster) {
        settings = cluster.settings("held.", 4);
    }

    @Test
    void keepsTheCapsToTheMessage() throws Exception {
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        definitions.set(definitions(Instant.now().plus(Duration.ofHours(1))));
        try (ShopFloor shop = new ShopFloor(settings);
                EngineStreams engine = started()) {
            definitions.set(definitions(Instant.now().plusSeconds(4)));
            for (int i = 0; i < CUSTOMERS; i++) {
                CustomerKey customer = new CustomerKey("main", "held" + i);
                shop.says(customer, Events.known());
                shop.says(customer, Events.consent());
                shop.says(customer, Events.cart("cart-" + i));
            }
            for (int i = 0; i < TOLD; i++) {
                CustomerKey customer = new CustomerKey("main", "told" + i);
                shop.says(customer, Events.known());
                shop.says(customer, Events.shipped("o" + i));
            }
            List<OutboundMessage> sent = shop.messages("messages.sms.bulk", CUSTOMERS);
            assertThat(shop.messages("messages.sms", TOLD)).hasSize(TOLD);
            await("the others wait for room").atMost(PATIENCE).until(() -> capped() == CUSTOMERS);
            assertThat(shop.messages("messages.sms.bulk", CUSTOMERS)).hasSize(CUSTOMERS);
            Map<String, String> each = sent.stream()
                    .collect(Collectors.toMap(one -> one.getHeader().getCustomerId(), OutboundMessage::getJourney));
            assertThat(each).as("one for each customer").hasSize(CUSTOMERS);
            assertThat(each.values()).containsOnly("high");
            assertThat(engine.status().deadLetters()).isZero();
        }
    }

    private double capped() {
        Counter counter = meters.find("vestnik.decisions")
                .tags("outcome", "HELD", "reason", "capped")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static Definitions definitions(Instant release) {
        Definitions journeys = Journeys.definitions(1, journey("high", 90), journey("low", 10), Journeys.SHIPPED);
        return Definitions.of(2, journeys.journeys(), journeys.templates(), quietUntil(release));
    }

    /** To the second, which no document can say. A machine so slow that all come by day finds them sent one after the other. */
    private static ShopSettings quietUntil(Instant release) {
        ShopSettings capped = Settings.of("zone: UTC\ncaps: [{max: 1, per: P1D, channel: sms}]");
        LocalTime to = LocalTime.ofInstant(release, ZoneOffset.UTC);
        QuietHours night = new QuietHours(
                to.minusHours(12), to, QuietHours.Days.EVERY_DAY, Set.of(), Set.of(JourneyClass.MARKETING));
        return new ShopSettings(
                capped.zone(),
                capped.locale(),
                capped.country(),
                capped.texts(),
                List.of(night),
                capped.calendars(),
                capped.caps(),
                capped.budgets(),
                capped.codes(),
                Map.of());
    }

    private static String journey(String id, int priority) {
        return Journeys.oneMessage(id, "marketing", "cart.updated", "hello")
                .replace("class:", "topic: news, priority: " + priority + ", class:")
                .replace("event.orderId", "event.cartId");
    }

    private EngineStreams started() throws InterruptedException {
        EngineStreams engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new DefinitionsSource() {
                    @Override
                    public Definitions current() {
                        return definitions.get();
                    }

                    @Override
                    public void awaitRevision(long revision) {}
                },
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:1");
        await().atMost(PATIENCE).until(engine::ready);
        return engine;
    }
}
