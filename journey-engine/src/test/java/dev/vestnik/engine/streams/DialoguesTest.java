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
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A customer answers a question by SMS, on a real broker: the phone's owner is in another partition, and the engine loses its disk meanwhile. */
@ExtendWith(SharedEngine.class)
class DialoguesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final String PHONE = "+74956460054"; // of Events.known()
    private static final String RATE = """
            id: rate
            class: service
            entry: {on: order.delivered, key: event.orderId}
            start: ask
            steps:
              ask:
                type: ask
                template: hello
                answers: [{name: good, number: {from: 7, to: 10}, next: thank}, {name: bad, number: {from: 1, to: 6}}]
                into: rating
                queue: readers
                timeout: P1D
              thank: {type: message, template: hello, channels: [{via: sms}]}
            """;

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final Path stateDir;
    private final ShopFloor shop;
    private final Definitions definitions = Journeys.definitions(1, RATE);
    private EngineStreams engine;
    private InboundIntake inbound;

    DialoguesTest(Cluster cluster) {
        settings = cluster.settings("dialogues.", 4);
        stateDir = dir.resolve("state");
        shop = new ShopFloor(settings);
    }

    @BeforeEach
    void open() throws Exception {
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        start();
        inbound =
                new InboundIntake(settings, "engine", () -> true, new SimpleMeterRegistry(), ObservationRegistry.NOOP);
        inbound.begin();
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
        engine.start("127.0.0.1:18083");
        await().atMost(PATIENCE).until(engine::ready);
    }

    @AfterEach
    void close() {
        inbound.close();
        engine.close();
        shop.close();
    }

    @Test
    void anAnswerLeadsTheRunOnAlsoAfterARestart() throws Exception {
        shop.says(ANNA, Events.known());
        shop.says(ANNA, Events.delivered("o-1"));
        OutboundMessage question = shop.messages("messages.sms", 1).getFirst();
        assertThat(question.getStep()).isEqualTo("ask");
        shop.reports(accepted(question, "p-1"));
        until(
                ANNA,
                state -> state.memory().people().dialogues().stream()
                        .anyMatch(dialogue -> dialogue.providerIds().size() == 1));

        engine.close();
        FileSystemUtils.deleteRecursively(stateDir);
        start();
        shop.hears(written("9/10", "p-1"));
        assertThat(shop.messages("messages.sms", 2))
                .extracting(OutboundMessage::getStep)
                .containsExactly("ask", "thank");
        until(ANNA, state -> state.memory().people().dialogues().isEmpty());
        assertThat(engine.status().deadLetters()).isZero();
    }

    private static DeliveryReceipt accepted(OutboundMessage message, String providerId) {
        MessageHeader header = message.getHeader();
        return DeliveryReceipt.newBuilder()
                .setHeader(
                        new MessageHeader("r1", header.getShop(), header.getCustomerId(), Instant.now(), "sms-sender"))
                .setMessageId(message.getMessageId())
                .setAttempt(message.getAttempt())
                .setChannel("sms")
                .setStatus(ReceiptStatus.ACCEPTED)
                .setProviderIds(List.of(providerId))
                .setDeadTokens(List.of())
                .build();
    }

    private static InboundMessage written(String text, String replyTo) {
        return InboundMessage.newBuilder()
                .setEventId("i-1")
                .setShop("main")
                .setChannel("sms")
                .setAddress(PHONE)
                .setKind(InboundKind.TEXT)
                .setText(text)
                .setReplyTo(replyTo)
                .setAttachments(List.of())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setGateway("one")
                .build();
    }

    private void until(CustomerKey customer, Predicate<CustomerState> holds) {
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(customer) instanceof Lookup.Found<CustomerState>(var state)
                        && holds.test(state));
    }
}
