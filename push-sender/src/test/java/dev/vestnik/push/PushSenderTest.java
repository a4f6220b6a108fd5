package dev.vestnik.push;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.DeadToken;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.message.PushTarget;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service: a message in a lane, notifications on three devices, receipts back from the service and from the devices. */
class PushSenderTest {
    private static final Lane SERVICE = new Lane(ChannelName.PUSH, MessageClass.service);
    private static final PushTarget PHONE = target(PushPlatform.ios, "00aa11bb22cc33dd".repeat(4));
    private static final PushTarget ANDROID = target(PushPlatform.android, "fcm-token-of-android-1:APA91b");

    @TempDir
    private static Path directory;

    private static SandboxProviders providers;
    private static TestEngine engine;
    private static ConfigurableApplicationContext sender;

    @BeforeAll
    static void start() throws IOException {
        providers = new SandboxProviders(directory.resolve("sandbox"));
        engine = new TestEngine(ChannelName.PUSH, 2);
        sender = sender(engine, providers, freePort());
    }

    @AfterAll
    static void stop() {
        sender.close();
        engine.close();
        providers.close();
    }

    @AfterEach
    void behaveWell() throws Exception {
        providers.behave(Map.of("channel", "push"));
    }

    @Test
    void showsAMessageOnAllDevicesAndPassesTheirReportsOn() throws Exception {
        String key = providers
                .get("http://127.0.0.1:" + sender.getEnvironment().getProperty("local.server.port")
                        + "/v1/web-push/key")
                .path("applicationServerKey")
                .stringValue();
        UUID message = send(engine, PHONE, ANDROID, browser(providers.subscribe(key)));
        eventually()
                .until(() ->
                        statuses(engine, message).containsAll(Set.of(ReceiptStatus.ACCEPTED, ReceiptStatus.DELIVERED)));
        assertThat(outbox(message)).hasSize(3).allSatisfy(item -> shows(item, message));
        assertThat(outbox(message))
                .extracting(item -> item.path("provider").stringValue())
                .containsExactlyInAnyOrder("apns", "fcm", "webpush");

        providers.behave(Map.of("channel", "apns", "deadTokenRate", 1));
        UUID toAGoneDevice = send(engine, PHONE, ANDROID);
        eventually().until(() -> statuses(engine, toAGoneDevice).contains(ReceiptStatus.ACCEPTED));
        assertThat(engine.receipts(toAGoneDevice))
                .filteredOn(receipt -> receipt.getStatus() == ReceiptStatus.ACCEPTED)
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.getDeadTokens())
                        .extracting(DeadToken::getToken)
                        .containsExactly(PHONE.getToken()));
    }

    @Test
    void showsAMessageOnPhonesWithoutGoogle() {
        UUID onHuawei = send(engine, target(PushPlatform.huawei, "IQAAAACy0lHuaweiToken-1"));
        UUID byRuStore = send(engine, target(PushPlatform.rustore, "vk-device-token-1"));
        eventually().untilAsserted(() -> {
            assertThat(outbox(onHuawei)).singleElement().satisfies(item -> shows(item, onHuawei, "huawei"));
            assertThat(outbox(byRuStore)).singleElement().satisfies(item -> shows(item, byRuStore, "rustore"));
            assertThat(statuses(engine, onHuawei)).contains(ReceiptStatus.ACCEPTED, ReceiptStatus.DELIVERED);
            assertThat(statuses(engine, byRuStore)).contains(ReceiptStatus.ACCEPTED, ReceiptStatus.DELIVERED);
        });
    }

    @Test
    void showsAMessageWithAnyContent() throws Exception {
        List<String> texts = List.of(
                "Eve\r\n\0x",
                "half \ud83d",
                "x".repeat(5_000),
                "Ж".repeat(100_000),
                "\ud83d\ude00".repeat(5_000),
                "\u202eannA",
                "a\uffffb\u0085");
        List<UUID> messages =
                texts.stream().map(text -> send(engine, text, PHONE, ANDROID)).toList();
        UUID toNobody = send(engine, "Hello", target(PushPlatform.android, "half \ud83d"));
        UUID empty = send(engine, " ", PHONE);
        eventually()
                .untilAsserted(() -> assertThat(messages)
                        .allSatisfy(
                                message -> assertThat(statuses(engine, message)).contains(ReceiptStatus.ACCEPTED)));
        eventually()
                .until(() -> !engine.receipts(empty).isEmpty()
                        && !engine.receipts(toNobody).isEmpty());
        assertThat(engine.receipts(toNobody).getFirst().getCode()).isEqualTo("fcm-bad-token");
        assertThat(engine.receipts(empty).getFirst().getCode()).isEqualTo("empty-notice");
        eventually().until(() -> outbox(messages.toArray(UUID[]::new)).size() >= 2 * texts.size());
    }

    /** Anybody may have written the targets: customers' browsers choose their endpoints, and apps send what they like as their token. */
    @Test
    void refusesTargetsThatAreNoneAndGoesOn() throws Exception {
        Map<PushTarget, String> refused = new LinkedHashMap<>();
        refused.put(target(PushPlatform.ios, ANDROID.getToken()), "apns-bad-token");
        refused.put(target(PushPlatform.ios, ""), "apns-bad-token");
        refused.put(target(PushPlatform.android, ""), "fcm-bad-token");
        for (String endpoint : List.of(
                "https://10.0.0.1/push",
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:192.168.0.1]/push",
                "https://[::ffff:a9fe:a9fe]/push",
                "https://[fd00::1]/push",
                "http://93.184.216.34/push",
                "file:///etc/passwd",
                "https://93.184.216.34/a\r\nHost: inside",
                "")) {
            refused.put(browserAt(endpoint), "webpush-endpoint-forbidden");
        }
        Map<UUID, String> sent = new LinkedHashMap<>();
        refused.forEach((target, code) -> sent.put(send(engine, target), code));
        UUID toNobody = send(engine);
        UUID good = send(engine, ANDROID);
        eventually().until(() -> statuses(engine, good).contains(ReceiptStatus.ACCEPTED));
        sent.forEach((message, code) -> {
            eventually().until(() -> !engine.receipts(message).isEmpty());
            assertThat(engine.receipts(message).getFirst())
                    .satisfies(receipt -> assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED))
                    .satisfies(receipt -> assertThat(receipt.getCode()).isEqualTo(code));
        });
        eventually().until(() -> !engine.receipts(toNobody).isEmpty());
        assertThat(statuses(engine, toNobody)).containsExactly(ReceiptStatus.FAILED);
    }

    /** Apple takes everything and answers nothing. */
    @Test
    void aSilentAppleDoesNotSlowAndroid() throws Exception {
        try (TestEngine engine = new TestEngine(ChannelName.PUSH, 2);
                SandboxProviders providers = new SandboxProviders(directory.resolve("silent"))) {
            providers.behave(Map.of("channel", "apns", "delay", "PT10M"));
            try (ConfigurableApplicationContext sender =
                    sender(engine, providers, freePort(), "--vestnik.push.window=5")) {
                assertThat(sender.isRunning()).isTrue();
                List<UUID> toApple = sent(20, () -> send(engine, PHONE));
                List<UUID> toBoth = sent(40, () -> send(engine, PHONE, ANDROID));
                List<UUID> toGoogle = sent(100, () -> send(engine, ANDROID));
                for (List<UUID> delivered : List.of(toGoogle, toBoth)) {
                    eventually()
                            .until(() -> delivered.stream()
                                    .allMatch(
                                            message -> statuses(engine, message).contains(ReceiptStatus.ACCEPTED)));
                }
                assertThat(toApple)
                        .allSatisfy(
                                message -> assertThat(engine.receipts(message)).isEmpty());
                assertThat(toGoogle)
                        .allSatisfy(message -> assertThat(engine.receipts(message))
                                .extracting(DeliveryReceipt::getGateway)
                                .contains("push-android"));
                providers.close(); // a sender that stops waits for the answers of an Apple that is still there
            }
        }
    }

    /** parse-server 6052: the wrong host refuses every token. Its health says so, and all messages wait until it is the right one. */
    @Test
    void failsNoMessageBecauseOfAWrongHost() throws Exception {
        try (TestEngine engine = new TestEngine(ChannelName.PUSH, 2)) {
            providers.behave(Map.of("channel", "apns", "rejectRate", 1, "rejectCode", "BadDeviceToken"));
            int port = freePort();
            try (ConfigurableApplicationContext sender = sender(engine, providers, port)) {
                assertThat(sender.isRunning()).isTrue();
                List<UUID> messages = sent(20, () -> send(engine, PHONE));
                eventually()
                        .until(() -> providers
                                .get("http://127.0.0.1:" + port + "/api/lanes")
                                .toString()
                                .contains("refuses every token"));
                providers.behave(Map.of("channel", "apns"));
                eventually()
                        .until(() -> messages.stream()
                                .noneMatch(message -> engine.receipts(message).isEmpty()));
                List<DeliveryReceipt> receipts = messages.stream()
                        .map(message -> engine.receipts(message).getFirst())
                        .toList();
                assertThat(receipts).allMatch(receipt -> receipt.getDeadTokens().isEmpty());
                assertThat(receipts)
                        .extracting(DeliveryReceipt::getStatus)
                        .isSubsetOf(ReceiptStatus.ACCEPTED, ReceiptStatus.DELIVERED);
            }
        }
    }

    /** An expired key, a project that was closed, an outage: no message's fault. */
    @Test
    void failsNoMessageBecauseOfAWrongKey() throws Exception {
        try (TestEngine engine = new TestEngine(ChannelName.PUSH, 2)) {
            providers.behave(Map.of("channel", "apns", "rejectRate", 1, "rejectCode", "InvalidProviderToken"));
            providers.behave(Map.of("channel", "fcm", "temporaryRate", 1));
            int port = freePort();
            try (ConfigurableApplicationContext sender = sender(engine, providers, port)) {
                assertThat(sender.isRunning()).isTrue();
                List<UUID> messages = Stream.of(
                                sent(20, () -> send(engine, PHONE)),
                                sent(20, () -> send(engine, ANDROID)),
                                sent(20, () -> send(engine, PHONE, ANDROID)))
                        .flatMap(List::stream)
                        .toList();
                eventually()
                        .until(() -> providers
                                .get("http://127.0.0.1:" + port + "/api/lanes")
                                .toString()
                                .contains("apns-InvalidProviderToken"));
                assertThat(messages)
                        .allSatisfy(
                                message -> assertThat(engine.receipts(message)).isEmpty());
                providers.behave(Map.of("channel", "push"));
                eventually()
                        .until(() -> messages.stream()
                                .noneMatch(message -> engine.receipts(message).isEmpty()));
                assertThat(messages)
                        .allSatisfy(
                                message -> assertThat(statuses(engine, message)).doesNotContain(ReceiptStatus.FAILED));
            }
        }
    }

    /** What the devices show of these messages. */
    private static List<JsonNode> outbox(UUID... messages) throws Exception {
        List<String> ids = Stream.of(messages).map(UUID::toString).toList();
        return providers
                .outbox()
                .valueStream()
                .filter(item -> ids.contains(item.path("messageId").stringValue()))
                .toList();
    }

    private static List<UUID> sent(int messages, Supplier<UUID> send) {
        return Stream.generate(send).limit(messages).toList();
    }

    private static UUID send(TestEngine engine, String text, PushTarget... targets) {
        UUID id = UUID.randomUUID();
        engine.send(
                SERVICE,
                TestEngine.message(id)
                        .setTemplate(text)
                        .setPayload(PushContent.newBuilder()
                                .setTargets(List.of(targets))
                                .setTitle(text)
                                .setBody(text)
                                .setUrl("javascript:alert(1)")
                                .setImageUrl("https://shop.example/" + text)
                                .build()));
        return id;
    }

    private static ConfigurableApplicationContext sender(
            TestEngine engine, SandboxProviders providers, int port, String... more) {
        Stream<String> own = Stream.of(
                "--server.port=" + port,
                "--vestnik.sender.report-url=http://127.0.0.1:" + port,
                "--vestnik.sender.report-secret=0123456789abcdef");
        return new SpringApplicationBuilder(PushSender.class)
                .properties("spring.config.name=push-sender")
                .run(Stream.of(own, Stream.of(more), engine.arguments().stream(), providers.settings().stream())
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new));
    }

    private static UUID send(TestEngine engine, PushTarget... targets) {
        UUID id = UUID.randomUUID();
        engine.send(
                SERVICE,
                TestEngine.message(id)
                        .setPayload(PushContent.newBuilder()
                                .setTargets(List.of(targets))
                                .setTitle("Заказ в пути")
                                .setBody("Едет")
                                .setUrl("https://shop.example/o/1")
                                .setImageUrl("https://shop.example/1.png")
                                .build()));
        return id;
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

    /** A browser with keys as browsers have them. */
    private static PushTarget browserAt(String endpoint) {
        return PushTarget.newBuilder()
                .setPlatform(PushPlatform.web)
                .setEndpoint(endpoint)
                .setP256dh("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
                .setAuth("BTBZMqHH6r4Tts7J_aSIgg")
                .build();
    }

    private static void shows(JsonNode item, UUID message, String provider) {
        assertThat(item.path("provider").stringValue()).isEqualTo(provider);
        shows(item, message);
    }

    private static void shows(JsonNode item, UUID message) {
        assertThat(item.path("messageId").stringValue()).isEqualTo(message.toString());
        assertThat(item.path("template").stringValue()).isEqualTo("order-shipped");
        assertThat(item.path("title").stringValue()).isEqualTo("Заказ в пути");
        assertThat(item.path("text").stringValue()).isEqualTo("Едет");
        assertThat(item.path("url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(item.path("imageUrl").stringValue()).isEqualTo("https://shop.example/1.png");
    }

    private static List<ReceiptStatus> statuses(TestEngine engine, UUID message) {
        return engine.receipts(message).stream().map(DeliveryReceipt::getStatus).toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
