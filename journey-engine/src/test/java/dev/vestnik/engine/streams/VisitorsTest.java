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
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A visitor becomes a customer on a real broker, in another partition, while the engine is restarted without what it had on its disk. */
@ExtendWith(SharedEngine.class)
class VisitorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey VISITOR = IntStream.range(0, 100)
            .mapToObj(i -> new CustomerKey("main", "~v" + i))
            .filter(visitor -> partition(visitor) != partition(ANNA))
            .findFirst()
            .orElseThrow();

    /** Waits for longer than any machine is slow, for what the test says. */
    private static final String PICK_UP = """
            id: pick-up
            class: service
            entry: {on: order.delivered, key: event.orderId}
            start: wait
            steps:
              wait: {type: waitUntil, timeout: P1D, on: [{on: order.ready, match: event.orderId == key, next: tell}], onTimeout: end}
              tell: {type: message, template: hello, channels: [{via: sms}]}
              end: {type: end}
            """;

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final Path stateDir;
    private final ShopFloor shop;
    private final Definitions definitions = Journeys.definitions(1, PICK_UP, Journeys.SHIPPED, Journeys.ABANDONED_CART);
    private EngineStreams engine;

    VisitorsTest(Cluster cluster) {
        settings = cluster.settings("visitors.", PARTITIONS);
        stateDir = dir.resolve("state");
        shop = new ShopFloor(settings);
    }

    private static int partition(CustomerKey key) {
        return (key.murmur2() & 0x7fffffff) % PARTITIONS;
    }

    @BeforeEach
    void open() throws Exception {
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        start();
    }

    private void start() throws InterruptedException {
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                source,
                new SimpleMeterRegistry(),
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:18082");
        await().atMost(PATIENCE).until(engine::ready);
    }

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    @Test
    void whatWaitsForTheVisitorComesToTheCustomerOnce() throws Exception {
        shop.says(ANNA, Events.known());
        shop.says(VISITOR, Events.delivered("o-1"));
        shop.says(VISITOR, Events.cart("c-1"));
        until(VISITOR, state -> state.instances().size() == 2);
        restartAfter(() -> shop.says(ANNA, Events.identified(VISITOR)));
        until(
                ANNA,
                state -> state.ties().joined().size() == 1
                        && state.ties().expected().isEmpty());
        until(
                VISITOR,
                state -> state.ties().departure() != null
                        && state.ties().departure().left() == null
                        && state.instances().isEmpty());

        restartAfter(
                () -> { // no sooner: what the visitor's key hears before the question has come, it decides about itself
                    shop.says(VISITOR, Events.ready("o-1"));
                    shop.says(VISITOR, Events.shipped("o-2"));
                });
        List<OutboundMessage> messages = shop.messages("messages.sms", 2);
        assertThat(messages)
                .extracting(message -> message.getHeader().getCustomerId() + " " + message.getJourney())
                .containsExactlyInAnyOrder("anna pick-up", "anna shipped");
        until(ANNA, VisitorsTest::hasCart);

        shop.says(VISITOR, Events.placed("c-1"));
        until(ANNA, state -> !hasCart(state));
        shop.says(ANNA, Events.erased());
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(VISITOR) instanceof Lookup.NotFound<CustomerState>
                        && engine.queries().customer(ANNA) instanceof Lookup.NotFound<CustomerState>);
        assertThat(shop.messages("messages.sms", 2)).hasSize(2);
        assertThat(engine.status().deadLetters()).isZero();
    }

    private static boolean hasCart(CustomerState state) {
        return state.instances().stream()
                .anyMatch(instance -> instance.journey().value().equals("abandoned-cart"));
    }

    /** What comes while the engine is away, and what was begun before, goes on from the topics alone. */
    private void restartAfter(Runnable happens) throws InterruptedException, IOException {
        happens.run();
        engine.close();
        FileSystemUtils.deleteRecursively(stateDir);
        start();
    }

    private void until(CustomerKey customer, Predicate<CustomerState> holds) {
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(customer) instanceof Lookup.Found<CustomerState>(var state)
                        && holds.test(state));
    }
}
