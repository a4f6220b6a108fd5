package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.ReceiptStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service: a message in a lane, a letter in a mailbox, a receipt back. */
class EmailSenderTest {
    @TempDir
    Path directory;

    @Test
    void turnsMessagesIntoLettersAndAnswersIntoReceipts() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                SchemaStore registry = new SchemaStore();
                ConfigurableApplicationContext sandbox = sandbox()) {
            KafkaSettings kafka =
                    KafkaSettings.at(broker.bootstrapServers(), registry.url()).withPartitions(2);
            SandboxPorts ports = sandbox.getBean(SandboxPorts.class);
            try (ConfigurableApplicationContext sender = sender(kafka, ports.smtp());
                    Engine engine = new Engine(kafka)) {
                assertThat(sender.isRunning()).isTrue();
                OutboundMessage service = message(MessageClass.service, "anna@example.com", null);
                OutboundMessage marketing =
                        message(MessageClass.marketing, "boris@example.com", "https://shop.example/u/1");
                OutboundMessage nowhere = message(MessageClass.service, "nobody", null);
                engine.send(Channel.email, service);
                engine.send(Channel.email, marketing);
                engine.send(Channel.email, nowhere);
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> engine.receipts().size() >= 3);
                assertThat(receipt(engine, service)).satisfies(EmailSenderTest::isAccepted);
                assertThat(receipt(engine, marketing)).satisfies(EmailSenderTest::isAccepted);
                assertThat(receipt(engine, nowhere)).satisfies(EmailSenderTest::isDeadAddress);
                assertThat(outbox(ports))
                        .anySatisfy(item -> shows(item, service))
                        .anySatisfy(item -> {
                            shows(item, marketing);
                            assertThat(item.path("url").stringValue()).isEqualTo("https://shop.example/u/1");
                        });
            }
        }
    }

    private ConfigurableApplicationContext sandbox() {
        return Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
    }

    private static ConfigurableApplicationContext sender(KafkaSettings kafka, int smtpPort) {
        return new SpringApplicationBuilder(EmailSender.class)
                .properties("spring.config.name=email-sender")
                .run(
                        "--server.port=0",
                        "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                        "--vestnik.kafka.partitions=" + kafka.partitions(),
                        "--vestnik.email.gateways[0].name=sandbox",
                        "--vestnik.email.gateways[0].port=" + smtpPort,
                        "--vestnik.email.gateways[0].from=shop@shop.example");
    }

    private static OutboundMessage message(MessageClass messageClass, String to, String unsubscribeUrl) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID id = UUID.randomUUID();
        return OutboundMessage.newBuilder()
                .setHeader(MessageHeader.newBuilder()
                        .setEventId("e-" + id)
                        .setShop("main")
                        .setCustomerId("c-" + id)
                        .setOccurredAt(now)
                        .setSource("engine")
                        .build())
                .setMessageId(id.toString())
                .setAttempt(1)
                .setMessageClass(messageClass)
                .setJourney("shipped")
                .setJourneyVersion(1)
                .setStep("tell")
                .setTemplate("order-shipped")
                .setLocale("ru")
                .setDeliverBefore(now.plus(Duration.ofHours(1)))
                .setCausedAt(now)
                .setPayload(EmailContent.newBuilder()
                        .setTo(to)
                        .setSubject("Заказ в пути")
                        .setHtml("<p>Едет</p>")
                        .setText("Едет")
                        .setUnsubscribeUrl(unsubscribeUrl)
                        .build())
                .build();
    }

    private static DeliveryReceipt receipt(Engine engine, OutboundMessage message) {
        return engine.receipts().stream()
                .filter(receipt -> receipt.getMessageId().equals(message.getMessageId()))
                .findFirst()
                .orElseThrow();
    }

    private static void isAccepted(DeliveryReceipt receipt) {
        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
        assertThat(receipt.getChannel()).isEqualTo(Channel.email);
        assertThat(receipt.getGateway()).isEqualTo("sandbox");
        assertThat(receipt.getProviderId()).isNotNull();
    }

    private static void isDeadAddress(DeliveryReceipt receipt) {
        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
        assertThat(receipt.getFailure()).isEqualTo(FailureKind.permanent);
        assertThat(receipt.getCode()).isEqualTo("bad-address");
        assertThat(receipt.getAddressDead()).isTrue();
    }

    private static void shows(JsonNode item, OutboundMessage message) {
        assertThat(item.path("messageId").stringValue()).isEqualTo(message.getMessageId());
        assertThat(item.path("template").stringValue()).isEqualTo("order-shipped");
        assertThat(item.path("subject").stringValue()).isEqualTo("Заказ в пути");
        assertThat(item.path("text").stringValue().strip()).isEqualTo("Едет");
    }

    private static JsonNode outbox(SandboxPorts ports) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI outbox = URI.create("http://127.0.0.1:" + ports.http() + "/outbox?channel=email");
            HttpRequest request = HttpRequest.newBuilder(outbox)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new JsonMapper().readTree(response.body()).path("items");
        }
    }
}
