package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.Parked;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.util.FileSystemUtils;

/** The whole of it on a real broker with a real registry. Most of its time it waits, for dead members of a group and open transactions. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedEngine.class)
class EngineStreamsTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested, here and beside
    }

    private static final String HOST = "127.0.0.1:18081";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    private static Path dir;

    private final Cluster cluster;
    private KafkaSettings settings;
    private Path stateDir;
    private SimpleMeterRegistry meters;
    private Definitions definitions;
    private EngineStreams engine;
    private ShopFloor shop;
    private volatile boolean crashing;

    EngineStreamsTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        open(cluster.settings("streams" + RUNS.incrementAndGet() + ".", 4));
    }

    private void open(KafkaSettings kafka) throws Exception {
        settings = kafka;
        stateDir = dir.resolve(kafka.topicPrefix() + "state");
        definitions = Journeys.definitions(1, Journeys.SHIPPED, Journeys.deliveredAfter("PT3S"));
        shop = new ShopFloor(settings);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        startEngine();
    }

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    private void startEngine() throws InterruptedException {
        startEngine(Duration.ofMillis(100));
    }

    private void startEngine(Duration commit) throws InterruptedException {
        meters = new SimpleMeterRegistry();
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                if (crashing) {
                    crashing = false;
                    throw new AssertionError("a thread that dies in the middle of a transaction");
                }
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, commit),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                source,
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start(HOST);
        await().atMost(PATIENCE).until(engine::ready);
    }

    @Test
    void aServiceMessageDoesNotWaitForTheNextCommit() throws Exception {
        engine.close();
        startEngine(Duration.ofSeconds(5));
        CustomerKey anna = new CustomerKey("main", "anna");
        shop.says(anna, Events.known());
        long begun = System.nanoTime();

        for (int order = 1; order <= 4; order++) { // each begins after the commit that the one before was in
            shop.says(anna, Events.shipped("o-" + order));
            shop.messages("messages.sms", order);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anEventBecomesAMessageAndCanBeAskedFor() {
        CustomerKey anna = new CustomerKey("main", "anna");
        shop.says(anna, Events.known());
        shop.says(anna, Events.shipped("o-1"));

        OutboundMessage message = shop.messages("messages.sms", 1).getFirst();
        assertThat(message.getHeader().getCustomerId()).isEqualTo("anna");
        CustomerQueries queries = engine.queries();
        assertThat(queries.customer(anna))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat(((CustomerState) found.value())
                                        .profile()
                                        .phone())
                                .isEqualTo("+74956460054"));
        assertThat(queries.customer(new CustomerKey("main", "nobody"))).isInstanceOf(Lookup.NotFound.class);
        assertThat(queries.customerOf(UUID.fromString(message.getMessageId()))).isEqualTo(new Lookup.Found<>(anna));
        assertThat(queries.timeline(anna))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat((List<?>) found.value()).isNotEmpty());
        assertThat(queries.hosts()).isEqualTo(new Lookup.Found<>(Set.of(HOST)));
        assertThat(engine.status().active()).hasSize(4);
    }

    @Test
    void whatCameDueWhileItWasDownFiresAtTheStartEachExactlyOnce() throws Exception {
        int many = 6_000;
        Instant before = Instant.now();
        for (int i = 0; i < many; i++) {
            CustomerKey customer = new CustomerKey("main", "c" + i);
            shop.says(customer, Events.known());
            shop.says(customer, Events.delivered("o"));
        }
        await().atMost(PATIENCE).until(() -> engine.status().pendingService() > many / 4);
        engine.close();
        startEngine();
        List<OutboundMessage> messages = shop.messages("messages.sms", many);
        assertThat(messages.stream().map(OutboundMessage::getMessageId))
                .hasSize(many)
                .doesNotHaveDuplicates();
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message.getHeader().getOccurredAt()).isAfterOrEqualTo(before.plusSeconds(3)));
        assertThat(engine.status().deadLetters()).isZero();
    }

    @Test
    void aThreadThatDiesAndADiskThatIsLostChangeNothing() throws Exception {
        int many = 300;
        for (int i = 0; i < many; i++) {
            CustomerKey customer = new CustomerKey("main", "c" + i);
            shop.says(customer, Events.known());
            shop.says(customer, Events.delivered("o"));
            if (i == many / 2) {
                await().atMost(PATIENCE).until(() -> engine.status().pendingService() > 0);
                crashing = true;
            }
        }
        await().atMost(PATIENCE).until(() -> !crashing);
        shop.messages("messages.sms", 1);
        engine.close();
        FileSystemUtils.deleteRecursively(stateDir);
        startEngine();
        shop.says(new CustomerKey("main", "last"), Events.known());
        shop.says(new CustomerKey("main", "last"), Events.shipped("o"));
        assertThat(shop.messages("messages.sms", many + 1).stream().map(OutboundMessage::getMessageId))
                .hasSize(many + 1)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventThatEndsItsThreadTwiceIsSetAside() {
        definitions = Journeys.definitions(
                2, Journeys.SHIPPED, Journeys.oneMessage("fatal", "service", "order.ready", "fatal"));
        CustomerKey anna = new CustomerKey("main", "anna");
        shop.says(anna, Events.known());
        shop.says(anna, Events.ready("o-1"));
        shop.says(anna, Events.shipped("o-3"));

        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(shop.records("shop.events.dead-letters", 1))
                .singleElement()
                .satisfies(
                        letter -> assertThat(header(letter, "vestnik-reason")).isEqualTo("ends-thread"))
                .satisfies(letter -> assertThat(header(letter, "vestnik-cause")).contains("InternalError"));
    }

    @Test
    void aWakeUpThatEndsItsThreadTwiceIsSetAside() {
        definitions = Journeys.definitions(
                2,
                Journeys.SHIPPED,
                Journeys.oneMessage("fatal", "service", "order.ready", "fatal"),
                Journeys.deliveredAfter("PT1S").replace("template: hello", "template: fatal"));
        CustomerKey anna = new CustomerKey("main", "anna");
        shop.says(anna, Events.known());
        shop.says(anna, Events.delivered("o-2"));

        assertThat(shop.records("engine.decisions.dead-letters", 1))
                .singleElement()
                .satisfies(
                        letter -> assertThat(header(letter, "vestnik-reason")).isEqualTo("ends-thread"));
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> engine.status().stuck() == 1);
        assertThat(engine.queries().parked("", 10, any -> true))
                .isInstanceOfSatisfying(
                        Lookup.Found.class,
                        found -> assertThat((List<?>) found.value())
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        Parked.class,
                                        parked -> assertThat(parked.customer()).isEqualTo(anna)));
        shop.says(anna, Events.shipped("o-3"));
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void poisonAndWhatIsMisplacedStopNothing() {
        CustomerKey anna = new CustomerKey("main", "anna");
        String topic = settings.topicPrefix() + "shop.events";
        byte[] event = shop.bytes(anna, Events.known());
        int wrong = (Utils.toPositive(anna.murmur2()) % 4 + 1) % 4;
        shop.send(new ProducerRecord<>(topic, wrong, null, new byte[] {0, 0, 0, 99, 99, 1}));
        shop.send(new ProducerRecord<>(topic, wrong, "hashed otherwise".getBytes(StandardCharsets.UTF_8), event));
        await().atMost(PATIENCE).until(() -> engine.queries().customer(anna) instanceof Lookup.Found);
        shop.says(anna, Events.shipped("o-1"));

        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        var letter = shop.records("shop.events.dead-letters", 1).getFirst();
        assertThat(new String(letter.headers().lastHeader("vestnik-cause").value(), StandardCharsets.UTF_8))
                .contains("RegistryRefused");
        assertThat(meters.get("vestnik.events.forwarded").counter().count()).isEqualTo(1);
    }

    @Test
    void aSilentRegistryHoldsBackOnlyWhatNeedsIt() throws Exception {
        close();
        // A door of its own: others work with the registry meanwhile.
        try (RegistryDoor registry = new RegistryDoor(settings.registryUrl())) {
            open(new KafkaSettings(settings.bootstrapServers(), "silent.", 4, 1, registry.url(), Map.of()));
            CustomerKey anna = new CustomerKey("main", "anna");
            byte[] event = shop.bytes(anna, Events.known());
            byte[] shipped = shop.bytes(anna, Events.shipped("o-1"));
            registry.close();
            String topic = settings.topicPrefix() + "shop.events";
            byte[] key = anna.toString().getBytes(StandardCharsets.UTF_8);
            shop.send(new ProducerRecord<>(topic, key, event));
            shop.send(new ProducerRecord<>(topic, key, shipped));
            await().atMost(PATIENCE).until(() -> !engine.ready());
            assertThat(engine.alive()).isTrue();
            assertThat(engine.detail()).contains("registry");
            registry.open();
            assertThat(shop.messages("messages.sms", 1)).hasSize(1);
            await().atMost(PATIENCE).until(engine::ready);
        }
    }
}
