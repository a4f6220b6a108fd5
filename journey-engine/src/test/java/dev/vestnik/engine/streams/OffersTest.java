package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.edge.PoolRecords;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A pool of codes on a real broker: its customers are in other partitions, and it comes back from the changelog. */
@ExtendWith(SharedEngine.class)
class OffersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final CustomerKey CLARA = new CustomerKey("main", "clara");
    private static final String GIFT = """
            id: gift
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: code
            steps:
              code: {type: offer, offer: spring, next: tell, onEmpty: tell}
              tell: {type: message, template: hello, channels: [{via: sms}]}
            """;

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final Path stateDir;
    private final ShopFloor shop;
    private final AvroSerializer<EngineCommand> commands = new AvroSerializer<>();
    private final Definitions definitions = Journeys.definitions(1, GIFT)
            .offering(Map.of("spring", new Offer("spring", Set.of(), Duration.ofDays(14), null, 1)));
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EngineStreams engine;

    OffersTest(Cluster cluster) {
        settings = cluster.settings("offers" + RUNS.incrementAndGet() + ".", 4);
        stateDir = dir.resolve(settings.topicPrefix() + "state");
        shop = new ShopFloor(settings);
        commands.configure(settings.clientConfig(), false);
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
        meters = new SimpleMeterRegistry();
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
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
        commands.close();
    }

    @Test
    void eachCustomerGetsACodeOfTheirOwnAlsoAfterARestart() throws Exception {
        List.of(ANNA, BORIS, CLARA).forEach(customer -> shop.says(customer, Events.known()));
        tells(new PoolWord.Add(List.of("SECRET-A", "SECRET-B")));
        shop.says(ANNA, Events.shipped("o-1"));
        shop.says(BORIS, Events.shipped("o-2"));
        until(ANNA, state -> offers(state).size() == 1);
        until(BORIS, state -> offers(state).size() == 1);
        assertThat(List.of(code(ANNA), code(BORIS))).containsExactlyInAnyOrder("SECRET-A", "SECRET-B");
        await().atMost(PATIENCE).until(() -> codes("free") == 0 && codes("given") == 2 && low() == 1);
        shop.says(CLARA, Events.shipped("o-3"));
        await().atMost(PATIENCE).until(this::aCustomerWentWithout);

        engine.close();
        FileSystemUtils.deleteRecursively(stateDir);
        start();
        tells(new PoolWord.Add(List.of("SECRET-A", "SECRET-B", "SECRET-C")));
        shop.says(CLARA, Events.shipped("o-4"));
        until(CLARA, state -> offers(state).size() == 1);
        assertThat(code(CLARA)).isEqualTo("SECRET-C");
        tells(new PoolWord.Redeem(code(ANNA), ANNA, "o-9", false));
        until(ANNA, state -> offers(state).getFirst().redemption() != null);
        await().atMost(PATIENCE).until(() -> codes("given") == 2 && codes("redeemed") == 1);
        assertThat(engine.status().deadLetters()).isZero();
        assertThat(shop.records("engine.decisions", 1))
                .noneMatch(record -> new String(record.value(), StandardCharsets.ISO_8859_1).contains("SECRET"));
    }

    private void tells(PoolWord word) {
        EngineCommand command = PoolRecords.told("spring", word, "t" + RUNS.incrementAndGet(), Instant.now());
        String topic = settings.topicPrefix() + "engine.commands";
        byte[] key = Offer.pool("spring").toString().getBytes(StandardCharsets.UTF_8);
        shop.send(new ProducerRecord<>(topic, key, commands.serialize(topic, command)));
    }

    private static List<HeldOffer> offers(CustomerState state) {
        return state.memory().history().offers();
    }

    private String code(CustomerKey customer) {
        return offers(((Lookup.Found<CustomerState>) engine.queries().customer(customer)).value())
                .getFirst()
                .code();
    }

    private double codes(String state) {
        return gauge(meters.find("vestnik.offer.codes")
                .tags("offer", "spring", "state", state)
                .gauge());
    }

    private double low() {
        return gauge(meters.find("vestnik.offer.low").tags("offer", "spring").gauge());
    }

    private static double gauge(Gauge gauge) {
        return gauge == null ? -1 : gauge.value();
    }

    private boolean aCustomerWentWithout() {
        return meters.find("vestnik.decisions")
                        .tags("outcome", "SKIPPED", "reason", "offer-empty")
                        .counter()
                != null;
    }

    private void until(CustomerKey customer, Predicate<CustomerState> holds) {
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(customer) instanceof Lookup.Found<CustomerState>(var state)
                        && holds.test(state));
    }
}
