package dev.vestnik.sms;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.ScriptedHttp;
import dev.vestnik.sms.receipts.ReceiptStreams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole sender with providers over HTTP, which are configured as an operator does it. */
class HttpSmsSenderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = "an auth token";
    private static ScriptedHttp twilio;
    private static TestEngine engine;
    private static ConfigurableApplicationContext sender;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twilio = new ScriptedHttp().answers(201, "{\"sid\": \"SM1\", \"num_segments\": \"1\", \"status\": \"queued\"}");
        engine = new TestEngine(ChannelName.SMS, 2);
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--vestnik.sms.state-dir=" + directory,
                "--vestnik.sender.report-url=https://hooks.shop.example",
                "--vestnik.sender.report-secret=0123456789abcdef",
                "--vestnik.sms.http[0].name=world",
                "--vestnik.sms.http[0].provider=twilio",
                "--vestnik.sms.http[0].url=" + twilio.url(),
                "--vestnik.sms.http[0].user=AC1",
                "--vestnik.sms.http[0].key=" + TOKEN,
                "--vestnik.sms.http[0].sender=+14155550100",
                "--vestnik.sms.http[1].name=russia",
                "--vestnik.sms.http[1].provider=smsc",
                "--vestnik.sms.http[1].user=login",
                "--vestnik.sms.http[1].key=password");
        sender = SmsSender.application()
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        sender.close();
        engine.close();
        twilio.close();
    }

    @Test
    void sendsATextAndReportsItsDelivery() throws Exception {
        engine.send(new Lane(ChannelName.SMS, MessageClass.service), 1, 2);
        eventually().until(() -> !receipts(ReceiptStatus.ACCEPTED).isEmpty());
        assertThat(receipts(ReceiptStatus.ACCEPTED)).singleElement().satisfies(receipt -> {
            assertThat(receipt.getGateway()).isEqualTo("world");
            assertThat(receipt.getProviderIds()).containsExactly("SM1");
        });
        Map<String, String> form = ScriptedHttp.form(twilio.received.getFirst().text());
        assertThat(form).containsEntry("To", "+749564610001").containsEntry("Body", "Order 1 is on its way");
        URI callback = URI.create(form.get("StatusCallback"));
        Map<String, String> report = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
        assertThat(post(callback, report, signature(callback, report, "another token")))
                .isEqualTo(401);
        assertThat(post(callback, report, signature(callback, report, TOKEN))).isEqualTo(204);
        assertThat(receipts(ReceiptStatus.DELIVERED))
                .singleElement()
                .satisfies(receipt ->
                        assertThat(receipt.getHeader().getCustomerId()).isEqualTo("c1"));
    }

    /** The md5 sum is that of {@code 77:74956461000:1:password}. */
    @Test
    void handsReportsByIdToTheCorrelation() throws Exception {
        eventually().until(() -> sender.getBean(ReceiptStreams.class).state().isPresent());
        Map<String, String> report =
                Map.of("id", "77", "phone", "74956461000", "status", "1", "md5", "34aa343d28da1bc493f03d95d7a3da54");
        assertThat(post(URI.create("https://hooks.shop.example/v1/hooks/russia"), report, ""))
                .isEqualTo(200);
        assertThat(engine.read(Topics.SMS_PROVIDER_RECEIPTS)).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("russia/77");
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).contains("DELIVRD");
        });
    }

    private static List<DeliveryReceipt> receipts(ReceiptStatus status) {
        return engine.receipts(TestEngine.id(1)).stream()
                .filter(receipt -> receipt.getStatus() == status)
                .toList();
    }

    /** Calls the door as the provider does, behind the public address. */
    private static int post(URI address, Map<String, String> fields, String signature) throws Exception {
        String port = sender.getEnvironment().getProperty("local.server.port");
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + address.getRawPath() + query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .POST(BodyPublishers.ofString(HttpCall.encoded(fields)))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String signature(URI address, Map<String, String> fields, String token)
            throws GeneralSecurityException {
        StringBuilder signed = new StringBuilder(address.toString());
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
