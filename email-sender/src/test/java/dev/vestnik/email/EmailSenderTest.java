package dev.vestnik.email;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service: a message in a lane, an e-mail in a mailbox, a receipt back. */
class EmailSenderTest {
    private static ConfigurableApplicationContext sandbox;
    private static SandboxPorts ports;
    private static TestEngine engine;
    private static ConfigurableApplicationContext sender;

    @BeforeAll
    static void start(@TempDir Path directory) {
        sandbox = Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
        ports = sandbox.getBean(SandboxPorts.class);
        engine = new TestEngine(ChannelName.EMAIL, 2);
        sender = sender(engine, ports.smtp());
    }

    @AfterAll
    static void stop() {
        sender.close();
        engine.close();
        sandbox.close();
    }

    @Test
    void turnsMessagesIntoMailsAndRepliesIntoReceipts() throws Exception {
        UUID service = send(engine, MessageClass.service, "anna@example.com", null);
        UUID marketing = send(engine, MessageClass.marketing, "boris@example.com", "https://shop.example/u/1");
        UUID nowhere = send(engine, MessageClass.service, "nobody", null);
        UUID cyrillic = send(engine, MessageClass.service, "анна@пример.рф", null);
        awaitReceipts(service, marketing, nowhere, cyrillic);
        assertThat(engine.receipts(cyrillic)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(service)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(marketing)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(nowhere)).first().satisfies(EmailSenderTest::isDeadAddress);
        assertThat(outbox()).anySatisfy(item -> shows(item, service)).anySatisfy(item -> {
            shows(item, marketing);
            assertThat(item.path("url").stringValue()).isEqualTo("https://shop.example/u/1");
        });
    }

    private static void awaitReceipts(UUID... messages) {
        eventually()
                .until(() -> Stream.of(messages)
                        .noneMatch(message -> engine.receipts(message).isEmpty()));
    }

    @Test
    void takesABounceBackToItsMessage() throws Exception {
        try (TestEngine other = new TestEngine(ChannelName.EMAIL, 2);
                ConfigurableApplicationContext withBounces = sender(
                        other,
                        ports.smtp(),
                        "--vestnik.sender.report-secret=sixteen characters",
                        "--vestnik.email.bounces.door-key=sixteen characters",
                        "--vestnik.email.gateways[0].bounce-address=bounces@shop.example")) {
            UUID message = send(other, MessageClass.service, "anna@example.com", null);
            eventually().until(() -> !other.receipts(message).isEmpty());
            byte[] bounce = returned(message);
            int port =
                    ((WebServerApplicationContext) withBounces).getWebServer().getPort();
            assertThat(post(port, "another key", bounce)).isEqualTo(401);
            assertThat(post(port, "sixteen characters", "Subject: hi\r\n\r\nhi".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(422);
            assertThat(post(port, "sixteen characters", new byte[5_000_001])).isEqualTo(413);
            assertThat(post(port, "sixteen characters", bounce)).isEqualTo(202);
            eventually().until(() -> other.receipts(message).size() == 2);
            assertThat(other.receipts(message)).last().satisfies(receipt -> {
                assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
                assertThat(receipt.getCode()).isEqualTo("dsn-5.1.1");
                assertThat(receipt.getAddressDead()).isTrue();
            });
        }
    }

    @Test
    void refusesBadInputAndGoesOn() {
        UUID broken = send(engine, MessageClass.service, "anna@example.com\r\nRCPT TO:<eve@example.com", null);
        UUID empty = send(engine, "anna@example.com", "", " \n");
        UUID encoded = send(engine, "anna@example.com", "\u0416".repeat(400_000), "\u0416".repeat(1));
        UUID large = send(engine, "anna@example.com", letters(850_000), "t");
        UUID rightToLeft = send(
                engine, "anna@example.com", "<p>\u202e\u05e9\u05dc\u05d5\u05dd</p>", "\u202e\u05e9\u05dc\u05d5\u05dd");
        UUID good = send(engine, MessageClass.service, "anna@example.com", null);
        awaitReceipts(broken, empty, encoded, large, rightToLeft, good);
        assertThat(engine.receipts(large)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(rightToLeft)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(broken)).first().satisfies(EmailSenderTest::isDeadAddress);
        assertThat(engine.receipts(empty)).first().satisfies(receipt -> {
            assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
            assertThat(receipt.getCode()).isEqualTo("empty-text");
            assertThat(receipt.getAddressDead()).isFalse();
        });
        assertThat(engine.receipts(encoded)).first().satisfies(EmailSenderTest::isAccepted);
        assertThat(engine.receipts(good)).first().satisfies(EmailSenderTest::isAccepted);
    }

    private static String letters(int count) {
        return new Random(7)
                .ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void deliversToACustomerOfAnyName() {
        List<String> names = List.of(
                "Eve\r\nBcc: all@example.com",
                "a\0b",
                "x".repeat(5_000),
                "Ж".repeat(100_000),
                "😀".repeat(5_000),
                "half \ud83d",
                "\u202eannA",
                "\u0007\u0085\u2028",
                "",
                "\"\\\"<a@b>, c");
        List<UUID> mails = names.stream().map(name -> sendTo(engine, name)).toList();
        awaitReceipts(mails.toArray(UUID[]::new));
        assertThat(mails)
                .allSatisfy(mail -> assertThat(engine.receipts(mail))
                        .extracting(receipt -> receipt.getStatus())
                        .containsExactly(ReceiptStatus.ACCEPTED));
    }

    /** The name is also where a template may put it. */
    private static UUID sendTo(TestEngine engine, String name) {
        UUID id = UUID.randomUUID();
        engine.send(
                new Lane(ChannelName.EMAIL, MessageClass.marketing),
                TestEngine.message(id)
                        .setMessageClass(MessageClass.marketing)
                        .setTemplate(name)
                        .setPayload(EmailContent.newBuilder()
                                .setTo("anna@example.com")
                                .setToName(name)
                                .setFrom("shop@shop.example")
                                .setFromName(name)
                                .setSubject(name + ", your order")
                                .setHtml("<p>" + name.substring(0, Math.min(name.length(), 100)) + "</p>")
                                .setText(name.substring(0, Math.min(name.length(), 100)))
                                .setUnsubscribeUrl(
                                        "https://shop.example/u?n=" + name.substring(0, Math.min(name.length(), 20)))
                                .build()));
        return id;
    }

    private static ConfigurableApplicationContext sender(TestEngine engine, int smtpPort, String... more) {
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--vestnik.email.gateways[0].name=sandbox",
                "--vestnik.email.gateways[0].port=" + smtpPort,
                "--vestnik.email.gateways[0].from=shop@shop.example");
        return new SpringApplicationBuilder(EmailSender.class)
                .properties("spring.config.name=email-sender")
                .run(Stream.of(own, engine.arguments().stream(), Stream.of(more))
                        .flatMap(Function.identity())
                        .toArray(String[]::new));
    }

    private static UUID send(TestEngine engine, String to, String html, String text) {
        UUID id = UUID.randomUUID();
        OutboundMessage.Builder message = TestEngine.message(id)
                .setPayload(EmailContent.newBuilder()
                        .setTo(to)
                        .setSubject("s")
                        .setHtml(html)
                        .setText(text)
                        .build());
        engine.send(new Lane(ChannelName.EMAIL, MessageClass.service), message);
        return id;
    }

    private static UUID send(TestEngine engine, MessageClass messageClass, String to, String unsubscribeUrl) {
        UUID id = UUID.randomUUID();
        OutboundMessage.Builder message = TestEngine.message(id)
                .setMessageClass(messageClass)
                .setPayload(EmailContent.newBuilder()
                        .setTo(to)
                        .setSubject("Заказ в пути")
                        .setHtml("<p>Едет</p>")
                        .setText("Едет")
                        .setUnsubscribeUrl(unsubscribeUrl)
                        .build());
        engine.send(new Lane(ChannelName.EMAIL, messageClass), message);
        return id;
    }

    private static void isAccepted(DeliveryReceipt receipt) {
        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
        assertThat(receipt.getChannel()).isEqualTo("email");
        assertThat(receipt.getGateway()).isEqualTo("sandbox");
        assertThat(receipt.getProviderIds()).hasSize(1);
    }

    private static void isDeadAddress(DeliveryReceipt receipt) {
        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.FAILED);
        assertThat(receipt.getFailure()).isEqualTo(FailureKind.permanent);
        assertThat(receipt.getCode()).isEqualTo("bad-address");
        assertThat(receipt.getAddressDead()).isTrue();
    }

    private static void shows(JsonNode item, UUID message) {
        assertThat(item.path("messageId").stringValue()).isEqualTo(message.toString());
        assertThat(item.path("template").stringValue()).isEqualTo("order-shipped");
        assertThat(item.path("subject").stringValue()).isEqualTo("Заказ в пути");
        assertThat(item.path("text").stringValue().strip()).isEqualTo("Едет");
    }

    /** The notification of a server that returns the message's e-mail, which is in the sandbox's ledger. */
    private static byte[] returned(UUID message) throws Exception {
        JsonNode mail = get("/ledger")
                .lines()
                .filter(record -> record.contains("\"kind\":\"received\""))
                .map(record -> new JsonMapper().readTree(record))
                .filter(record -> raw(record).contains(message.toString()))
                .findFirst()
                .orElseThrow();
        String raw = raw(mail);
        return ("To: " + mail.path("from").stringValue()
                        + "\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                        + "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; anna@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n"
                        + "Content-Type: message/rfc822\r\n\r\n" + raw + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String raw(JsonNode mail) {
        return new String(Base64.getDecoder().decode(mail.path("body").stringValue()), StandardCharsets.UTF_8);
    }

    private static int post(int port, String key, byte[] mail) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/bounces"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "message/rfc822")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(mail))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private static JsonNode outbox() throws Exception {
        return new JsonMapper().readTree(get("/outbox?channel=email")).path("items");
    }

    private static String get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
