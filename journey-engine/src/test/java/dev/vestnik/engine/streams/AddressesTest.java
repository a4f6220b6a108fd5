package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.inbound.InboundIntake;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeviceRegistered;
import dev.vestnik.schemas.shop.Platform;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.util.FileSystemUtils;

/**
 * Addresses as owners, on a real broker: customers and addresses are in partitions of their own, and tell each other by commands. Most of its time it waits.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedEngine.class)
class AddressesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final String PHONE = "+74956460054";
    private static final String EMAIL = "family@example.com";
    private static final String COMMANDS = "engine.commands";

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final Path stateDir;
    private final ShopFloor shop;
    private Definitions definitions = Journeys.definitions(
            1,
            message("shipped", "service", "order.shipped", "push"),
            message("ready", "service", "order.ready", "email"),
            message("delivered", "marketing", "order.delivered", "sms"),
            message("answered", "service", "message.inbound", "email").replace(", key: event.orderId", ""),
            message("recipient", "service", "order.placed", "sms")
                    .replace("channels:", "to: {phone: '\"+74950000001\"', basis: order}, channels:"));
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EngineStreams engine;
    private InboundIntake inbound;

    AddressesTest(Cluster cluster) {
        settings = cluster.settings("addresses" + RUNS.incrementAndGet() + ".", 4);
        stateDir = dir.resolve(settings.topicPrefix() + "state");
        shop = new ShopFloor(settings);
    }

    private static String message(String id, String journeyClass, String on, String via) {
        return Journeys.oneMessage(id, journeyClass, on, "hello")
                .replace("class: marketing", "class: marketing, topic: sales")
                .replace("via: sms", "via: " + via);
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
        begin();
        await().atMost(PATIENCE).until(engine::ready);
    }

    private void begin() {
        inbound = new InboundIntake(
                settings,
                "engine",
                () -> definitions.level().allows(FeatureLevel.RECEIPTS),
                meters,
                ObservationRegistry.NOOP);
        inbound.begin();
    }

    @AfterEach
    void close() {
        inbound.close();
        engine.close();
        shop.close();
    }

    @Test
    void aMessageForAnnaDoesNotGoToThePhoneThatIsBorisNow() throws Exception {
        shop.says(ANNA, Events.known());
        shop.says(BORIS, Events.known());
        shop.says(ANNA, registered("t-1"));
        until(ANNA, state -> state.devices().size() == 1);
        shop.says(BORIS, registered("t-1"));
        until(ANNA, state -> state.devices().isEmpty());

        shop.says(ANNA, Events.shipped("o-1"));
        until(ANNA, state -> state.timelineNext() >= 4);
        shop.says(BORIS, Events.shipped("o-2"));
        assertThat(shop.messages("messages.push", 1)).singleElement().satisfies(message -> {
            assertThat(message.getHeader().getCustomerId()).isEqualTo("boris");
            assertThat(((PushContent) message.getPayload()).getTargets())
                    .singleElement()
                    .satisfies(target -> assertThat(target.getToken()).isEqualTo("t-1"));
        });
        assertThat(keys(COMMANDS)).noneMatch(key -> key.contains("t-1"));

        // The owners' states are stored as customers' are, and come back from the changelog.
        inbound.close();
        engine.close();
        FileSystemUtils.deleteRecursively(stateDir);
        start();
        shop.says(ANNA, registered("t-1"));
        until(BORIS, state -> state.devices().isEmpty());
        until(ANNA, state -> state.devices().size() == 1);
        assertThat(engine.status().deadLetters()).isZero();
    }

    @Test
    void aStopAtAFamilysPhoneIsForAll() {
        live();
        shop.says(ANNA, new ConsentChanged(ConsentChannel.sms, null, false, "sms-stop", null, null));
        until(BORIS, state -> !state.reach().stops().isEmpty());
        shop.says(BORIS, Events.delivered("o-1"));
        shop.says(BORIS, Events.ready("o-2"));
        assertThat(shop.messages("messages.email", 1)).hasSize(1);
        assertThat(shop.messages("messages.sms.bulk", 0)).isEmpty();
    }

    /** The owner of that phone is in another partition, and maybe no customer at all. */
    @Test
    void aMessageToAnotherContactGoesOnceTheContactsOwnerHasAnswered() {
        shop.says(ANNA, Events.known());
        shop.says(ANNA, Events.placed("c-1"));
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        shop.hears(written("i-1", "+74950000001", "stop"));
        await().atMost(PATIENCE).until(() -> counted("stopped") == 1);
        shop.says(ANNA, Events.placed("c-2"));
        await().atMost(PATIENCE)
                .until(() -> meters.find("vestnik.decisions")
                                .tags("journey", "recipient", "outcome", "SKIPPED", "reason", "address-stopped")
                                .counter()
                        != null);
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(keys(COMMANDS)).noneMatch(key -> key.contains("0000001"));
        assertThat(engine.status().deadLetters()).isZero();
    }

    /** The sender knows the address alone, and nobody's partition. */
    @Test
    void whatIsWrittenFromAFamilysPhoneIsHeardOfAll() {
        live();
        shop.hears(written("i-1", PHONE, "Where is my order?"));
        shop.hears(written("i-1", PHONE, "Where is my order?"));
        assertThat(shop.messages("messages.email", 2))
                .extracting(message -> message.getHeader().getCustomerId())
                .containsExactlyInAnyOrder("anna", "boris");
        assertThat(keys(COMMANDS)).noneMatch(key -> key.contains("460054"));

        shop.send(new ProducerRecord<>(settings.topicPrefix() + "messages.inbound", new byte[] {7, 7}));
        shop.hears(written("i-2", "+74950000000", "стоп"));
        shop.hears(written("i-3", PHONE, "Стоп!"));
        until(ANNA, state -> !state.reach().stops().isEmpty());
        until(BORIS, state -> !state.reach().stops().isEmpty());
        shop.says(BORIS, Events.delivered("o-1"));
        await().atMost(PATIENCE)
                .until(() -> meters.find("vestnik.decisions")
                                .tags("journey", "delivered", "outcome", "SKIPPED", "reason", "address-stopped")
                                .counter()
                        != null);
        shop.hears(written("i-4", PHONE, "start"));
        until(BORIS, state -> state.reach().stops().isEmpty());
        until(ANNA, state -> state.reach().stops().isEmpty());
        shop.says(BORIS, Events.delivered("o-2"));
        assertThat(shop.messages("messages.sms.bulk", 1)).hasSize(1);
        assertThat(shop.records("messages.inbound.dead-letters", 1)).hasSize(1);
        assertThat(counted("stopped")).isEqualTo(2);
        assertThat(counted("resumed")).isEqualTo(1);
        assertThat(counted("unreadable")).isEqualTo(1);
        assertThat(counted("told")).isEqualTo(2);
    }

    private double counted(String outcome) {
        Counter counter =
                meters.find("vestnik.inbound.messages").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private static InboundMessage written(String id, String phone, String text) {
        return InboundMessage.newBuilder()
                .setEventId(id)
                .setShop("main")
                .setChannel("sms")
                .setAddress(phone)
                .setKind(InboundKind.TEXT)
                .setText(text)
                .setAttachments(List.of())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setGateway("one")
                .build();
    }

    @Test
    void aDeadMailboxIsDeadForAll() {
        live();
        shop.says(ANNA, Events.ready("o-1"));
        OutboundMessage message = shop.messages("messages.email", 1).getFirst();
        shop.reports(bounce(message));
        until(BORIS, state -> !state.suppressions().isEmpty());
        shop.says(BORIS, Events.ready("o-2"));
        until(BORIS, state -> state.instances().isEmpty() && state.timelineNext() >= 5);
        assertThat(shop.messages("messages.email", 1)).hasSize(1);
    }

    @Test
    void nothingIsWrittenThatAnOlderEngineDoesNotKnow() {
        inbound.close();
        definitions = definitions.on(FeatureLevel.MEMORY);
        begin(); // a level is never lowered: what has begun does not end
        live();
        shop.hears(written("i-1", PHONE, "hello"));
        shop.says(ANNA, new ConsentChanged(ConsentChannel.sms, null, false, "sms-stop", null, null));
        until(ANNA, state -> state.consents().size() == 2);
        assertThat(keys(COMMANDS)).isEmpty();

        definitions = definitions.on(FeatureLevel.ADDRESSES);
        shop.says(ANNA, Events.page());
        shop.says(ANNA, Events.ready("o-1"));
        shop.says(BORIS, Events.ready("o-2"));
        until(BORIS, state -> !state.reach().stops().isEmpty());
        // What was written meanwhile is heard now, maybe before anybody has told the phone's owner of it.
        await().atMost(PATIENCE).until(() -> counted("nobody") + counted("told") == 1);
    }

    private void live() {
        for (CustomerKey customer : List.of(ANNA, BORIS)) {
            shop.says(
                    customer,
                    CustomerUpdated.newBuilder().setPhone(PHONE).setEmail(EMAIL).build());
            shop.says(customer, Events.consent());
            until(customer, state -> !state.consents().isEmpty());
        }
    }

    private static DeviceRegistered registered(String token) {
        return DeviceRegistered.newBuilder()
                .setPlatform(Platform.ios)
                .setToken(token)
                .build();
    }

    private static DeliveryReceipt bounce(OutboundMessage message) {
        MessageHeader header = message.getHeader();
        return DeliveryReceipt.newBuilder()
                .setHeader(new MessageHeader(
                        "r1", header.getShop(), header.getCustomerId(), Instant.now(), "email-sender"))
                .setMessageId(message.getMessageId())
                .setAttempt(message.getAttempt())
                .setChannel("email")
                .setStatus(ReceiptStatus.FAILED)
                .setFailure(FailureKind.permanent)
                .setCode("550")
                .setAddressDead(true)
                .setDeadTokens(List.of())
                .build();
    }

    private void until(CustomerKey customer, Predicate<CustomerState> holds) {
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(customer) instanceof Lookup.Found<CustomerState>(var state)
                        && holds.test(state));
    }

    private List<String> keys(String topic) {
        return shop.records(topic, 0).stream()
                .map(ConsumerRecord::key)
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .toList();
    }
}
