package dev.vestnik.sms;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.Sandbox;
import dev.vestnik.sandbox.SandboxPorts;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sender against the sandbox's providers over HTTP, one for each country: there and back, by hooks that they sign as the real ones do. */
class SandboxProvidersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "vestnik-sandbox-key";
    private static ConfigurableApplicationContext sandbox;
    private static ConfigurableApplicationContext sender;
    private static TestEngine engine;
    private static int port;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        sandbox = Sandbox.application()
                .run(
                        "--vestnik.sandbox.data-dir=" + directory.resolve("sandbox"),
                        "--vestnik.sandbox.port=0",
                        "--vestnik.sandbox.smpp.port=0",
                        "--vestnik.sandbox.smtp.port=0",
                        "--vestnik.sandbox.apns.port=0");
        engine = new TestEngine(ChannelName.SMS, 2);
        port = freePort();
        List<String> arguments = new ArrayList<>(engine.arguments());
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--vestnik.sms.state-dir=" + directory.resolve("state"),
                "--vestnik.sender.circuit-open=1s",
                "--vestnik.sender.report-url=http://127.0.0.1:" + port,
                "--vestnik.sender.report-secret=0123456789abcdef"));
        arguments.addAll(gateway(0, "infobip", "+7", "hook.scheme=key", "hook.secrets[0]=a secret of ours"));
        arguments.addAll(gateway(1, "twilio", "+1", "sender=+14155550100"));
        arguments.addAll(gateway(2, "smsc", "+375"));
        arguments.addAll(gateway(
                3,
                "vonage",
                "+44",
                "provider=described",
                "description=" + Path.of("src/test/resources/dev/vestnik/sms/provider/vonage.yml"),
                "hook.scheme=key",
                "hook.secrets[0]=a secret of ours",
                "sender=SHOP"));
        arguments.add("--vestnik.sms.routes[4].gateways[0]=infobip");
        sender = SmsSender.application().run(arguments.toArray(String[]::new));
        for (String provider : List.of("infobip", "twilio", "smsc", "vonage")) {
            String hook = "http://127.0.0.1:" + port + "/v1/hooks/" + provider + "?key=a+secret+of+ours";
            assertThat(post("/providers/" + provider + "/hook", "{\"url\": \"" + hook + "\"}"))
                    .isEqualTo(204);
        }
    }

    private static List<String> gateway(int number, String name, String prefix, String... more) {
        String settings = "--vestnik.sms.http[" + number + "].";
        List<String> arguments = new ArrayList<>(List.of(
                settings + "name=" + name,
                settings + "provider=" + name,
                settings + "url=" + uri("/providers/" + name),
                settings + "user=vestnik",
                settings + "key=" + KEY,
                "--vestnik.sms.routes[" + number + "].prefixes[0]=" + prefix,
                "--vestnik.sms.routes[" + number + "].gateways[0]=" + name));
        for (String setting : more) {
            arguments.removeIf(one -> one.startsWith(settings + setting.replaceFirst("=.*", "=")));
            arguments.add(settings + setting);
        }
        return arguments;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        sender.close();
        engine.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"infobip, +74956461001", "twilio, +14155552671", "smsc, +375291234567", "vonage, +447911123456"})
    void aTextIsAcceptedAndItsDeliveryReportedByASignedHook(String provider, String to) {
        String text = "Ваш заказ в пути. ".repeat(6).strip();
        UUID id = send(to, text);
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        assertThat(statuses(id)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED");
        assertThat(engine.receipts(id))
                .allSatisfy(receipt -> assertThat(receipt.getGateway()).isEqualTo(provider));
        assertThat(arrived(to)).singleElement().satisfies(item -> {
            assertThat(item.path("provider").asString()).isEqualTo(provider);
            assertThat(item.path("text").asString()).isEqualTo(text);
            assertThat(item.path("messageId").asString()).isEqualTo(id.toString());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "infobip, +74956461002, REJECTED_DND",
        "twilio, +14155552672, 21610",
        "smsc, +375291234568, 7",
        "vonage, +447911123457, 33"
    })
    void anAddressThatIsRefusedIsToldWithTheProvidersCode(String provider, String to, String code) {
        behave(provider, "\"recipients\": {\"" + to + "\": \"" + code + "\"}");
        UUID id = send(to, "Hello");
        eventually().until(() -> !statuses(id).isEmpty());
        assertThat(engine.receipts(id)).singleElement().satisfies(receipt -> {
            assertThat(receipt.getStatus().name()).isEqualTo("FAILED");
            assertThat(receipt.getCode()).endsWith(code);
        });
        assertThat(arrived(to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "infobip, +74956461003, throttleRate",
        "twilio, +14155552673, throttleRate",
        "smsc, +375291234569, throttleRate",
        "vonage, +447911123458, throttleRate",
        "infobip, +74956461004, wrongCredentials",
        "twilio, +14155552674, wrongCredentials",
        "smsc, +375291234570, wrongCredentials",
        "vonage, +447911123459, wrongCredentials"
    })
    void aProviderThatThrottlesOrKnowsNoKeyFailsNoMessage(String provider, String to, String trouble) {
        behave(provider, "\"" + trouble + "\": true");
        double before = busy(provider);
        UUID id = send(to, "Patience");
        eventually().until(() -> busy(provider) > before);
        assertThat(statuses(id)).isEmpty();
        behave(provider, "\"receiptDelay\": 1");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        assertThat(statuses(id)).containsExactlyInAnyOrder("ACCEPTED", "DELIVERED");
        assertThat(arrived(to)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"infobip, +74956461005", "twilio, +14155552675", "smsc, +375291234571", "vonage, +447911123450"})
    void aStopReachesTheShop(String provider, String from) {
        assertThat(post(
                        "/providers/" + provider + "/inbound",
                        "{\"from\": \"" + from + "\", \"to\": \"4321\", \"text\": \"СТОП\"}"))
                .isEqualTo(202);
        eventually()
                .untilAsserted(() -> assertThat(engine.values(Topics.INBOUND, InboundMessage.class))
                        .filteredOn(message -> message.getAddress().equals(from))
                        .singleElement()
                        .satisfies(message -> {
                            assertThat(message.getText()).isEqualTo("СТОП");
                            assertThat(message.getGateway()).isEqualTo(provider);
                            assertThat(message.getRecipient()).isEqualTo("4321");
                        }));
    }

    /** Infobip knows the message by our id, so an answer that is lost leaves nothing in doubt. */
    @Test
    void aLostAnswerIsLookedUp() {
        behave("infobip", "\"loseAnswers\": true, \"receiptDelay\": 1");
        UUID id = send("+74956461006", "Once");
        eventually().until(() -> statuses(id).contains("DELIVERED"));
        behave("infobip", "\"receiptDelay\": 1");
        assertThat(engine.receipts(id)).noneMatch(DeliveryReceipt::getPossibleDuplicate);
        assertThat(arrived("+74956461006")).hasSize(1);
    }

    private static UUID send(String to, String text) {
        UUID id = UUID.randomUUID();
        engine.send(
                new Lane(ChannelName.SMS, MessageClass.service),
                TestEngine.message(id)
                        .setPayload(
                                SmsContent.newBuilder().setTo(to).setText(text).build()));
        return id;
    }

    private static List<String> statuses(UUID id) {
        return engine.receipts(id).stream()
                .map(receipt -> receipt.getStatus().name())
                .toList();
    }

    private static void behave(String provider, String behaviour) {
        assertThat(post("/behaviour", "{\"channel\": \"" + provider + "\", " + behaviour + "}"))
                .isEqualTo(200);
    }

    private static double busy(String gateway) {
        return get(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .lines()
                .filter(line -> line.startsWith("vestnik_gateway_busy_total") && line.contains("\"" + gateway + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static List<JsonNode> arrived(String to) {
        String items = get(uri("/outbox?channel=sms&to=" + to.substring(1)));
        return JsonMapper.shared().readTree(items).path("items").valueStream().toList();
    }

    private static int post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static String get(URI uri) {
        return send(HttpRequest.newBuilder(uri)).body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + sandbox.getBean(SandboxPorts.class).http() + path);
    }
}
