package dev.vestnik.sms;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sender between a real broker, a real registry and the sandbox's SMPP centre. */
class SmsSenderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;
    private static ConfigurableApplicationContext sandbox;
    private static ConfigurableApplicationContext sender;
    private static TestEngine engine;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
        sandbox = Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smpp.submit-ids=hex",
                        "--vestnik.sandbox.smpp.receipt-ids=decimal",
                        "--vestnik.sandbox.smpp.receipt-retry=100ms",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
        engine = new TestEngine(
                ChannelName.SMS, 3, kafka.bootstrapServers(), registry.url().toString());
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--vestnik.sms.state-dir=" + directory.resolve("state"),
                "--vestnik.sender.circuit-open=1s",
                "--vestnik.sms.gateways[0].name=centre",
                "--vestnik.sms.gateways[0].port="
                        + sandbox.getBean(SandboxPorts.class).smpp(),
                "--vestnik.sms.gateways[0].system-id=vestnik",
                "--vestnik.sms.gateways[0].password=vestnik",
                "--vestnik.sms.gateways[0].sender=SHOP",
                "--vestnik.sms.gateways[0].tags=true",
                "--vestnik.sms.gateways[0].window=20",
                "--vestnik.sms.gateways[0].grace=10s",
                "--vestnik.sms.gateways[0].submit-ids=hex",
                "--vestnik.sms.gateways[0].receipt-ids=decimal");
        sender = SmsSender.application()
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
        eventually().until(() -> statusOf("/actuator/health/readiness") == 200);
    }

    @AfterAll
    static void stop() {
        sender.close();
        engine.close();
        sandbox.close();
        registry.close();
        kafka.close();
    }

    @AfterEach
    void behaveWell() {
        behave("{\"channel\": \"sms\"}");
    }

    @Test
    void sendsATextAndReportsItsDelivery() {
        UUID id = send(MessageClass.service, "+74956461001", "Order 7 is on its way");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        assertThat(statuses(id)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED");
        JsonNode item = arrived("+74956461001").getFirst();
        assertThat(item.path("text").asString()).isEqualTo("Order 7 is on its way");
        assertThat(item.path("from").asString()).isEqualTo("SHOP");
        assertThat(item.path("messageId").asString()).isEqualTo(id.toString());
        assertThat(item.path("template").asString()).isEqualTo("order-shipped");
    }

    @Test
    void sendsALongTextWholeAndReportsItsDeliveryOnce() {
        String text = "Курьер Степан привезёт заказ сегодня с 13:00 до 15:00 🚚 "
                .repeat(5)
                .strip();
        UUID id = send(MessageClass.service, "+74956461002", text);
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        assertThat(statuses(id)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED");
        assertThat(engine.receipts(id).getFirst().getSegments()).isEqualTo(5);
        assertThat(arrived("+74956461002"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("text").asString()).isEqualTo(text));
    }

    @Test
    void sendsTheOtherMessagesWhateverOneContains() {
        assertThat(ending(hostile("+7495\u00001", "SHOP", "t", "Hello"))).isEqualTo("FAILED bad-number");
        for (String none : List.of(
                "",
                "7".repeat(5_000),
                "12345",
                "+7 (495) 646-19-04",
                "+74956461904\r\n",
                "+\u0667\u0664\u0669\u0665\u0666\u0664\u0666\u0661\u0669\u0660\u0664",
                "anna@example.com")) {
            assertThat(ending(hostile(none, "SHOP", "t", "Hello"))).as(none).isEqualTo("FAILED bad-number");
        }
        assertThat(ending(hostile("+74956461904", "SHOP", "t", "x".repeat(10_000))))
                .isEqualTo("FAILED too-long");
        String rightToLeft =
                "\u202b\u05d4\u05d4\u05d6\u05de\u05e0\u05d4 7 \u0628\u0627\u0644\u0637\u0631\u064a\u0642\u202c";
        assertThat(ending(hostile("+74956461906", "SHOP", "t", rightToLeft))).isEqualTo("ACCEPTED null");
        assertThat(arrived("+74956461906").getFirst().path("text").asString()).isEqualTo(rightToLeft);
        assertThat(ending(hostile("+74956461904", "SHOP", "t", " \u0000"))).isEqualTo("FAILED empty-text");
        assertThat(ending(hostile("+74956461904", "SHOP", "t", "Ж".repeat(400_000))))
                .isEqualTo("FAILED too-long");
        assertThat(ending(hostile("+74956461904", "S\u0000H", "t", "a\u0000\ud83d\u202eb")))
                .isEqualTo("ACCEPTED null");
        assertThat(ending(hostile("+74956461904", "Магазин", "t", "Hello"))).isEqualTo("ACCEPTED null");
        assertThat(ending(hostile("+74956461904", "1".repeat(5_000), "t", "Hello")))
                .isEqualTo("ACCEPTED null");
        assertThat(ending(hostile("+74956461904", "SHOP", "x".repeat(70_000), "Hello")))
                .isEqualTo("ACCEPTED null");
        assertThat(ending(send(MessageClass.service, "+74956461905", "Hello"))).isEqualTo("ACCEPTED null");
    }

    @Test
    void setsAsideWhatIsForAnotherChannelAndGoesOn() {
        UUID mail = UUID.randomUUID();
        engine.send(
                new Lane(ChannelName.SMS, MessageClass.service),
                TestEngine.message(mail)
                        .setPayload(EmailContent.newBuilder()
                                .setTo("anna@example.com")
                                .setSubject("s")
                                .setHtml("h")
                                .setText("t")
                                .build()));
        assertThat(ending(send(MessageClass.service, "+74956461907", "Hello"))).isEqualTo("ACCEPTED null");
        Topic aside = Topics.deadLetters(new Lane(ChannelName.SMS, MessageClass.service).messages());
        eventually().until(() -> !engine.read(aside).isEmpty());
        assertThat(engine.receipts(mail)).isEmpty();
    }

    private static UUID hostile(String to, String from, String template, String text) {
        UUID id = UUID.randomUUID();
        engine.send(
                new Lane(ChannelName.SMS, MessageClass.service),
                TestEngine.message(id)
                        .setTemplate(template)
                        .setPayload(SmsContent.newBuilder()
                                .setTo(to)
                                .setFrom(from)
                                .setText(text)
                                .build()));
        return id;
    }

    /** The final status of a message whose answer is not lost. */
    private static String ending(UUID id) {
        eventually().until(() -> !engine.receipts(id).isEmpty());
        DeliveryReceipt receipt = engine.receipts(id).getFirst();
        assertThat(receipt.getPossibleDuplicate()).isFalse();
        return receipt.getStatus() + " " + receipt.getCode();
    }

    @Test
    void countsEarlyAndDoubledReceiptsOnce() {
        behave("{\"channel\": \"sms\", \"receiptsBeforeAnswer\": true, \"duplicateReceipts\": true}");
        List<UUID> ids = IntStream.range(0, 20)
                .mapToObj(i -> send(MessageClass.marketing, "+7495646" + (2000 + i), "Sale " + i))
                .toList();
        eventually().until(() -> ids.stream().allMatch(id -> statuses(id).contains("DELIVERED")));
        assertThat(ids).allSatisfy(id -> assertThat(statuses(id)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED"));
    }

    @Test
    void reportsAnUnknownNumberAsAPermanentFailure() {
        behave("{\"channel\": \"sms\", \"rejectRate\": 1}");
        UUID id = send(MessageClass.service, "+74956461003", "Hello");
        eventually().until(() -> !engine.receipts(id).isEmpty());
        DeliveryReceipt receipt = engine.receipts(id).getFirst();
        assertThat(receipt.getStatus()).hasToString("FAILED");
        assertThat(receipt.getFailure()).hasToString("permanent");
        assertThat(receipt.getCode()).isEqualTo("smpp-0x0B");
        assertThat(receipt.getAddressDead()).isTrue();
    }

    @Test
    void sendsLaterToAThrottlingCentre() {
        behave("{\"channel\": \"sms\", \"temporaryRate\": 1}");
        UUID id = send(MessageClass.service, "+74956461004", "Patience");
        eventually().until(() -> meter("outcome=\"busy\"") > 0);
        behave("{\"channel\": \"sms\"}");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        assertThat(arrived("+74956461004")).hasSize(1);
    }

    @Test
    void leavesAMarketingTextInDoubtAfterALostAnswer() {
        behave("{\"channel\": \"sms\", \"loseAnswers\": 1}");
        UUID id = send(MessageClass.marketing, "+74956461005", "Sale");
        eventually().until(() -> !engine.receipts(id).isEmpty());
        assertThat(statuses(id)).containsExactly("IN_DOUBT");
        assertThat(arrived("+74956461005")).hasSize(1);
    }

    @Test
    void bindsAgainAfterTheLinkIsCut() {
        behave("{\"channel\": \"sms\", \"failConnections\": 1}");
        UUID id = send(MessageClass.service, "+74956461006", "Hold on");
        behave("{\"channel\": \"sms\"}");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
    }

    @Test
    void handsPeoplesRepliesOn() {
        post("/smpp/inbound", "{\"from\": \"+74956461007\", \"to\": \"1234\", \"text\": \"СТОП\"}");
        eventually()
                .until(() -> engine.values(Topics.INBOUND, InboundMessage.class).stream()
                        .anyMatch(message -> message.getText().equals("СТОП")
                                && message.getAddress().equals("+74956461007")
                                && message.getRecipient().equals("1234")
                                && message.getGateway().equals("centre")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unmarked", "payload", "parameters", "bare", "data-sm"})
    void understandsReceiptsOfEveryForm(String form) {
        behave("{\"channel\": \"sms\", \"receiptForm\": \"" + form + "\"}");
        UUID id = send(MessageClass.service, "+74956461008", "Order 8 is on its way");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
    }

    @Test
    void handsALongReplyOnAsOne() {
        behave("{\"channel\": \"sms\", \"splitReplies\": true}");
        String text = "Привезите, пожалуйста, завтра после обеда 🚚 ".repeat(6).strip();
        post("/smpp/inbound", "{\"from\": \"+74956461009\", \"to\": \"1234\", \"text\": \"" + text + "\"}");
        eventually()
                .untilAsserted(() -> assertThat(engine.values(Topics.INBOUND, InboundMessage.class))
                        .filteredOn(message -> message.getAddress().equals("+74956461009"))
                        .extracting(InboundMessage::getText)
                        .containsExactly(text));
    }

    @Test
    void sendsToOthersWhileOneNumberIsFull() {
        behave("{\"channel\": \"sms\", \"fullNumbers\": [\"+74956461010\"]}");
        UUID full = send(MessageClass.service, "+74956461010", "Patience");
        UUID other = send(MessageClass.service, "+74956461011", "Hello");
        eventually().until(() -> statuses(other).contains("DELIVERED"));
        assertThat(arrived("+74956461010")).isEmpty();
        behave("{\"channel\": \"sms\"}");
        eventually().until(() -> !statuses(full).isEmpty());
    }

    private static UUID send(MessageClass messageClass, String to, String text) {
        UUID id = UUID.randomUUID();
        OutboundMessage.Builder message = TestEngine.message(id)
                .setMessageClass(messageClass)
                .setPayload(SmsContent.newBuilder().setTo(to).setText(text).build());
        engine.send(new Lane(ChannelName.SMS, messageClass), message);
        return id;
    }

    private static List<String> statuses(UUID id) {
        return engine.receipts(id).stream()
                .map(receipt -> receipt.getStatus().name())
                .toList();
    }

    private static List<JsonNode> arrived(String to) {
        String path = "/outbox?channel=sms&to=" + to.replace("+", "%2B");
        JsonNode items = JsonMapper.shared().readTree(get(sandboxUri(path))).path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static double meter(String containing) {
        return get(senderUri("/actuator/prometheus"))
                .lines()
                .filter(line -> line.startsWith("vestnik_gateway_seconds_count") && line.contains(containing))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void behave(String behaviour) {
        assertThat(post("/behaviour", behaviour)).isEqualTo(200);
    }

    private static int post(String path, String body) {
        return send(HttpRequest.newBuilder(sandboxUri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)))
                .statusCode();
    }

    private static int statusOf(String path) {
        return send(HttpRequest.newBuilder(senderUri(path))).statusCode();
    }

    private static String get(URI uri) {
        return send(HttpRequest.newBuilder(uri)).body();
    }

    private static java.net.http.HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI sandboxUri(String path) {
        return URI.create(
                "http://127.0.0.1:" + sandbox.getBean(SandboxPorts.class).http() + path);
    }

    private static URI senderUri(String path) {
        return URI.create("http://127.0.0.1:" + sender.getEnvironment().getProperty("local.server.port") + path);
    }
}
