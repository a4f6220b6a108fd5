package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.message.PushTarget;
import dev.vestnik.schemas.message.ReceiptStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service: a message in a lane, notifications on three devices, receipts back from the service and from the devices. */
class PushSenderTest {
    private static final PushTarget PHONE = target(PushPlatform.ios, "00aa11bb22cc33dd".repeat(4));
    private static final PushTarget ANDROID = target(PushPlatform.android, "fcm-token-of-android-1:APA91b");

    @TempDir
    Path directory;

    @Test
    void showsOneMessageOnAllDevicesAndReportsWhatTheyReport() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
                SchemaStore registry = new SchemaStore();
                SandboxProviders providers = new SandboxProviders(directory.resolve("sandbox"))) {
            KafkaSettings kafka =
                    KafkaSettings.at(broker.bootstrapServers(), registry.url()).withPartitions(2);
            int port = freePort();
            try (ConfigurableApplicationContext sender = sender(kafka, providers, port);
                    Engine engine = new Engine(kafka)) {
                assertThat(sender.isRunning()).isTrue();
                String key = providers
                        .get("http://127.0.0.1:" + port + "/v1/web-push/key")
                        .path("applicationServerKey")
                        .stringValue();
                OutboundMessage message = message(PHONE, ANDROID, browser(providers.subscribe(key)));
                engine.send(Channel.push, message);
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> statuses(engine, message)
                                .containsAll(Set.of(ReceiptStatus.ACCEPTED, ReceiptStatus.DELIVERED)));
                assertThat(providers.outbox()).hasSize(3).allSatisfy(item -> shows(item, message));
                assertThat(providers.outbox())
                        .extracting(item -> item.path("provider").stringValue())
                        .containsExactlyInAnyOrder("apns", "fcm", "webpush");

                providers.behave(Map.of("channel", "apns", "deadTokenRate", 1));
                OutboundMessage toAGoneDevice = message(PHONE, ANDROID);
                engine.send(Channel.push, toAGoneDevice);
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> statuses(engine, toAGoneDevice).contains(ReceiptStatus.ACCEPTED));
                assertThat(receipts(engine, toAGoneDevice)
                                .filter(receipt -> receipt.getStatus() == ReceiptStatus.ACCEPTED))
                        .singleElement()
                        .satisfies(
                                receipt -> assertThat(receipt.getDeadTokens()).containsExactly(PHONE.getToken()));
            }
        }
    }

    private static ConfigurableApplicationContext sender(KafkaSettings kafka, SandboxProviders providers, int port) {
        Stream<String> settings = Stream.of(
                "--server.port=" + port,
                "--vestnik.sender.report-url=http://127.0.0.1:" + port,
                "--vestnik.sender.report-secret=0123456789abcdef",
                "--vestnik.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--vestnik.kafka.registry-url=" + kafka.registryUrl(),
                "--vestnik.kafka.partitions=" + kafka.partitions());
        return new SpringApplicationBuilder(PushSender.class)
                .properties("spring.config.name=push-sender")
                .run(Stream.concat(settings, providers.settings().stream()).toArray(String[]::new));
    }

    private static OutboundMessage message(PushTarget... targets) {
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
                .setMessageClass(MessageClass.service)
                .setJourney("shipped")
                .setJourneyVersion(1)
                .setStep("tell")
                .setTemplate("order-shipped")
                .setLocale("ru")
                .setDeliverBefore(now.plus(Duration.ofHours(1)))
                .setCausedAt(now)
                .setPayload(PushContent.newBuilder()
                        .setTargets(List.of(targets))
                        .setTitle("Заказ в пути")
                        .setBody("Едет")
                        .setUrl("https://shop.example/o/1")
                        .setImageUrl("https://shop.example/1.png")
                        .build())
                .build();
    }

    private static PushTarget target(PushPlatform platform, String token) {
        return PushTarget.newBuilder().setPlatform(platform).setToken(token).build();
    }

    private static PushTarget browser(JsonNode subscription) {
        return PushTarget.newBuilder()
                .setPlatform(PushPlatform.web)
                .setEndpoint(subscription.path("endpoint").stringValue())
                .setP256dh(subscription.path("p256dh").stringValue())
                .setAuth(subscription.path("auth").stringValue())
                .build();
    }

    private static void shows(JsonNode item, OutboundMessage message) {
        assertThat(item.path("messageId").stringValue()).isEqualTo(message.getMessageId());
        assertThat(item.path("template").stringValue()).isEqualTo("order-shipped");
        assertThat(item.path("title").stringValue()).isEqualTo("Заказ в пути");
        assertThat(item.path("text").stringValue()).isEqualTo("Едет");
        assertThat(item.path("url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(item.path("imageUrl").stringValue()).isEqualTo("https://shop.example/1.png");
    }

    private static List<ReceiptStatus> statuses(Engine engine, OutboundMessage message) {
        return receipts(engine, message).map(DeliveryReceipt::getStatus).toList();
    }

    private static Stream<DeliveryReceipt> receipts(Engine engine, OutboundMessage message) {
        return engine.receipts().stream()
                .filter(receipt -> receipt.getMessageId().equals(message.getMessageId()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
