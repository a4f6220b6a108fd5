package dev.vestnik.sender.hook;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.FixedPlan;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.http.HttpGateway;
import dev.vestnik.sender.http.HttpGatewaySettings;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.http.JsonProvider;
import dev.vestnik.sender.http.ScriptedHttp;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.ReportsById;
import dev.vestnik.sender.runtime.SenderRuntime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** A whole sender whose provider is over HTTP: from the lane to the provider, and from its hook to the receipt. */
class HookDoorTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "present secret";
    private static ScriptedHttp provider;
    private static TestEngine engine;
    private static ConfigurableApplicationContext context;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SenderRuntime.class)
    static class Sender {

        @Bean
        GatewayPlanner gatewayPlanner(@Lazy ReportLinks links) {
            HookSignature signed =
                    new HmacSignature(new HookSecrets(List.of(SECRET, "former secret")), "X-Signature", "X-Time");
            return new FixedPlan(
                    ChannelName.SMS,
                    List.of(gateway("one", signed, links), gateway("bare", HookSignature.none(), links)));
        }

        private static HttpGateway gateway(String name, HookSignature signature, ReportLinks links) {
            return new HttpGateway(
                    new JsonProvider(signature),
                    new HttpGatewaySettings(
                            name, provider.url(), new GatewayLimits(10, 0), Duration.ofSeconds(30), null, "main"),
                    HttpWire.trusting(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                    links,
                    (dispatch, gateway, ids) -> List.of(),
                    InstantSource.system());
        }

        @Bean
        ReportsById reportsById() {
            return (gateway, id, report) ->
                    id.equals("lost") ? CompletableFuture.failedFuture(new IOException("no broker")) : done();
        }

        private static CompletableFuture<Void> done() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeAll
    static void start() {
        provider = new ScriptedHttp().answers(200, "{\"id\": \"m-1\"}");
        engine = new TestEngine(ChannelName.SMS, 2);
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--vestnik.sender.report-url=https://hooks.shop.example/",
                "--vestnik.sender.report-secret=0123456789abcdef");
        context = new SpringApplicationBuilder(Sender.class)
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        context.close();
        engine.close();
        provider.close();
    }

    @Test
    void takesAMessageToTheProviderAndItsReportToKafka() throws Exception {
        String token = sent(1);
        assertThat(signed("[{\"ref\": \"" + token + "\", \"status\": \"delivered\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(receipts(1, ReceiptStatus.DELIVERED)).singleElement().satisfies(receipt -> {
            assertThat(receipt.getHeader().getCustomerId()).isEqualTo("c1");
            assertThat(receipt.getGateway()).isEqualTo("one");
        });
    }

    @Test
    void givesAReportThatIsPlayedAgainTheSameId() throws Exception {
        String body = "[{\"ref\": \"" + sent(2) + "\", \"status\": \"delivered\"}]";
        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(receipts(2, ReceiptStatus.DELIVERED).stream()
                        .map(receipt -> receipt.getHeader().getEventId())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void refusesWhatTheProviderDidNotSign() throws Exception {
        String body = "[{\"ref\": \"" + sent(3) + "\", \"status\": \"delivered\"}]";
        String now = Long.toString(Instant.now().getEpochSecond());
        assertProblem(post("one", body, now, "00"), 401);
        assertProblem(post("one", body, now, signature("dead secret", now, body)), 401);
        String old = Long.toString(Instant.now().minus(Duration.ofHours(1)).getEpochSecond());
        assertProblem(post("one", body, old, signature(SECRET, old, body)), 401);
        assertThat(receipts(3, ReceiptStatus.DELIVERED)).isEmpty();
        assertThat(post("one", body, now, signature("former secret", now, body)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertProblem(signed("nonsense"), 400);
        assertProblem(signed("{}"), 400);
        assertProblem(signed(""), 400);
        assertProblem(signed("[" + " ".repeat(HookDoor.LARGEST_BODY) + "]"), 413);
        assertProblem(post("unknown", "[]", "0", "00"), 404);
    }

    @Test
    void takesFromAnUnsignedProviderOnlyWhatCarriesATokenOfOurs() throws Exception {
        String token = sent(4);
        assertProblem(post("bare", "[{\"from\": \"+74956461000\", \"text\": \"STOP\"}]", "0", "00"), 401);
        assertProblem(post("bare", "[{\"id\": \"m-1\", \"status\": \"delivered\"}]", "0", "00"), 401);
        String forged = token.substring(0, token.length() - 2) + "xx";
        assertThat(post("bare", report(forged), "0", "00").statusCode()).isEqualTo(200);
        assertThat(receipts(4, ReceiptStatus.DELIVERED)).isEmpty();
        assertThat(post("bare", report(token), "0", "00").statusCode()).isEqualTo(200);
        assertThat(receipts(4, ReceiptStatus.DELIVERED)).hasSize(1);
        assertThat(get("/actuator/prometheus"))
                .contains("vestnik_hooks_total{gateway=\"bare\",outcome=\"unmatched\"} 1.0")
                .contains("vestnik_hooks_total{gateway=\"bare\",outcome=\"forged\"} 2.0");
    }

    @Test
    void keepsASignedReportOfAnUnknownTokenForPeople() throws Exception {
        String token = sent(5);
        String forged = token.substring(0, token.length() - 2) + "xx";
        assertThat(signed(report(forged)).statusCode()).isEqualTo(200);
        assertThat(engine.read(Topics.deadLetters(Topics.RECEIPTS)))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("one");
                    assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                            .contains(forged, "Delivered");
                    assertThat(letter.headers().lastHeader("vestnik-reason").value())
                            .asString()
                            .isEqualTo("unknown-token");
                });
        assertThat(get("/actuator/prometheus"))
                .contains("vestnik_dead_letters_total{reason=\"unknown-token\",topic=\"messages.receipts\"} 1.0");
    }

    private static String report(String token) {
        return "[{\"ref\": \"" + token + "\", \"status\": \"delivered\"}]";
    }

    @Test
    void saysNoUntilKafkaHasTheReport() throws Exception {
        HttpResponse<String> answer = signed("[{\"id\": \"lost\", \"status\": \"delivered\"}]");
        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(signed("[{\"id\": \"known\", \"status\": \"delivered\"}]").statusCode())
                .isEqualTo(200);
    }

    /** UniSender Go asks for the address before it calls it. */
    @Test
    void saysThatItIsThere() throws Exception {
        assertThat(look("one")).isEqualTo(200);
        assertThat(look("unknown")).isEqualTo(404);
    }

    @Test
    void takesRepliesOnce() throws Exception {
        String body = "[{\"from\": \"+74956461777\", \"text\": \"STOP\", \"id\": \"r-1\"}]";
        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(signed(body).statusCode()).isEqualTo(200);
        List<InboundMessage> replies = engine.values(Topics.INBOUND, InboundMessage.class).stream()
                .filter(reply -> reply.getAddress().equals("+74956461777"))
                .toList();
        assertThat(replies).hasSize(2).allSatisfy(reply -> {
            assertThat(reply.getEventId()).isEqualTo(replies.getFirst().getEventId());
            assertThat(reply.getText()).isEqualTo("STOP");
            assertThat(reply.getProviderId()).isEqualTo("r-1");
        });
    }

    @Test
    void passesTheFilesOfAReplyOnAndCountsThoseThatAreNone() throws Exception {
        String good = "\"https://provider.example/%d\", ";
        String files = IntStream.range(0, 11).mapToObj(good::formatted).collect(Collectors.joining());
        String bad = "\"\", \"file:///etc/passwd\", \"https://provider.example/" + "x".repeat(3_000) + "\"";
        String body =
                "[{\"from\": \"+74956461778\", \"text\": \"\", \"id\": \"r-2\", \"files\": [" + files + bad + "]}]";
        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(engine.values(Topics.INBOUND, InboundMessage.class))
                .filteredOn(reply -> reply.getAddress().equals("+74956461778"))
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.getAttachments()).hasSize(10);
                    assertThat(reply.getAttachments().getLast().getUrl()).isEqualTo("https://provider.example/9");
                    assertThat(reply.getAttachments().getLast().getMediaType()).isEqualTo("image/jpeg");
                });
        assertThat(get("/actuator/prometheus"))
                .contains("vestnik_hooks_total{gateway=\"one\",outcome=\"attachment_left_out\"} 4.0");
    }

    /** The token with which the provider got the message of that number. */
    private static String sent(int number) {
        engine.send(SERVICE, number, number + 1);
        eventually().until(() -> !receipts(number, ReceiptStatus.ACCEPTED).isEmpty());
        String text = provider.received.stream()
                .map(ScriptedHttp.Received::text)
                .filter(body -> body.contains("Order " + number + " is"))
                .findFirst()
                .orElseThrow();
        return JsonMapper.shared().readTree(text).path("ref").asString();
    }

    private static List<DeliveryReceipt> receipts(int number, ReceiptStatus status) {
        return engine.receipts(TestEngine.id(number)).stream()
                .filter(receipt -> receipt.getStatus() == status)
                .toList();
    }

    private static HttpResponse<String> signed(String body) throws Exception {
        String now = Long.toString(Instant.now().getEpochSecond());
        return post("one", body, now, signature(SECRET, now, body));
    }

    private static String signature(String secret, String time, String body) {
        byte[] content = (time + "." + body).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(HookSecrets.hmac("HmacSHA256", secret, content));
    }

    private static HttpResponse<String> post(String gateway, String body, String time, String signature)
            throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri("/v1/hooks/" + gateway))
                        .header("Content-Type", "application/json")
                        .header("X-Time", time)
                        .header("X-Signature", signature)
                        .POST(BodyPublishers.ofString(body))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int look(String gateway) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/v1/hooks/" + gateway)).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }
}
