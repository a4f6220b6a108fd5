package dev.vestnik.sender.runtime;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.FixedPlan;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.ReportSubject;
import dev.vestnik.sender.report.Reports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole sender, as its channel's main class makes it. */
class SenderRuntimeTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(SenderRuntime.class)
    static class Sender {
        static final ThreadLocal<List<Gateway>> GATEWAYS = new ThreadLocal<>();

        @Bean
        GatewayPlanner gatewayPlanner() {
            return new FixedPlan(ChannelName.SMS, GATEWAYS.get());
        }
    }

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 2);
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;

    @AfterEach
    void close() {
        context.close();
        engine.close();
    }

    @Test
    void isReadyOnceItHasItsPartitionsAndShowsItsLanes() throws Exception {
        RecordingGateway gateway = new RecordingGateway("one", 10, 50);
        start(List.of(gateway));
        awaitReady();
        engine.send(SERVICE, 0, 5);
        eventually().until(() -> engine.receipts().size() == 5);
        JsonNode lanes = new JsonMapper().readTree(get("/api/lanes").body());
        assertThat(lanes.path("channel").asString()).isEqualTo("sms");
        assertThat(lanes.path("lanes")).hasSize(3);
        assertThat(lanes.path("lanes").get(1).path("lane").asString()).isEqualTo("sms");
        assertThat(lanes.path("lanes")
                        .get(1)
                        .path("gateways")
                        .get(0)
                        .path("gateway")
                        .asString())
                .isEqualTo("one");
        assertThat(lanes.path("gateways").get(0).path("circuit").asString()).isEqualTo("closed");
        assertThat(get("/actuator/prometheus").body())
                .contains("vestnik_messages_total{channel=\"sms\",class=\"service\",outcome=\"accepted\"} 5.0")
                .contains("vestnik_receipts_total{channel=\"sms\",status=\"ACCEPTED\"} 5.0")
                .contains("vestnik_gateway_circuit_state{gateway=\"one\"} 0.0")
                .contains("vestnik_gateway_seconds_bucket{gateway=\"one\",outcome=\"accepted\"")
                .contains("vestnik_event_to_gateway_seconds_bucket{class=\"service\"");
    }

    @Test
    void showsThatItsLanesWaitWithoutAGateway() throws Exception {
        start(List.of());
        awaitReady();
        assertThat(get("/actuator/health").body()).contains("\"sms.bulk\":\"no-gateway\"");
    }

    @Test
    void takesReportsFromDevices() throws Exception {
        RecordingGateway gateway = new RecordingGateway("one", 10, 0);
        start(List.of(gateway));
        engine.send(SERVICE, 0, 1);
        eventually().until(() -> !gateway.received().isEmpty());
        ReportLinks links = context.getBean(ReportLinks.class);
        String url = links.url(gateway.received().getFirst()).orElseThrow();
        assertThat(url).startsWith("https://push.example.org/v1/reports/");
        String path = URI.create(url).getPath();
        assertThat(post(path, "{\"status\": \"OPENED\"}").statusCode()).isEqualTo(202);
        assertThat(engine.receipts())
                .filteredOn(receipt -> receipt.getStatus() == ReceiptStatus.OPENED)
                .singleElement()
                .satisfies(receipt -> {
                    assertThat(receipt.getMessageId())
                            .isEqualTo(TestEngine.id(0).toString());
                    assertThat(receipt.getHeader().getCustomerId()).isEqualTo("c0");
                });
        assertThat(post(path, "{\"status\": \"LOST\"}").statusCode()).isEqualTo(422);
        assertThat(post(path, "{}").statusCode()).isEqualTo(422);
        assertThat(post(path, "nonsense").statusCode()).isEqualTo(400);
        assertThat(post(path.substring(0, path.length() - 2) + "xx", "{\"status\": \"OPENED\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersEveryErrorWithAProblemDocumentAndForbidsFrames() throws Exception {
        start(List.of());
        for (HttpResponse<String> answer : List.of(
                get("/nothing"),
                get("/actuator/env"),
                get("/actuator/health/%2e%2e/env"),
                get("/v1/reports/x"),
                get("/api/lanes;a=b"),
                post("/api/lanes", "{}"),
                post("/v1/reports/x", "{}"))) {
            assertThat(answer.statusCode()).isIn(400, 404, 405);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(answer.uri().toString())
                    .contains("application/problem+json");
            assertThat(new JsonMapper().readTree(answer.body()).path("detail").asString(""))
                    .isNotBlank();
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("frame-ancestors 'none'");
        }
        assertThat(get("/api/lanes").headers().map())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"));
    }

    @Test
    void writesPeoplesReplies() throws Exception {
        start(List.of());
        awaitReady();
        context.getBean(Reports.class)
                .write(InboundReply.words(
                        "a1",
                        new InboundReply.Conversation("main", ChannelName.SMS, "+7495", "1234"),
                        "STOP",
                        Instant.now(),
                        "one"))
                .get(30, TimeUnit.SECONDS);
        assertThat(engine.read(Topics.INBOUND))
                .singleElement()
                .satisfies(record -> assertThat(new String(record.key(), StandardCharsets.UTF_8))
                        .matches("main/sms/[0-9a-f]{32}"));
    }

    @Test
    void saysWhenAMessageThatCameBackMayBeTriedAgain() throws Exception {
        start(List.of());
        awaitReady();
        Instant retryAt = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        ReportSubject subject =
                new ReportSubject(new CustomerKey("main", "c1"), TestEngine.attempt(1), ChannelName.SMS);
        DeliveryReport report = new DeliveryReport.Failed(
                FailureKind.temporary, "flooded", Outcome.AddressState.USABLE, List.of(), retryAt);
        context.getBean(Reports.class).write(subject, report, "one").get(30, TimeUnit.SECONDS);
        assertThat(engine.receipts())
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.getRetryAt()).isEqualTo(retryAt));
    }

    private void start(List<Gateway> gateways) {
        Sender.GATEWAYS.set(gateways);
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--vestnik.sender.report-url=https://push.example.org/",
                "--vestnik.sender.report-secret=0123456789abcdef");
        context = new SpringApplicationBuilder(Sender.class)
                .run(Stream.concat(own, engine.arguments().stream()).toArray(String[]::new));
    }

    private void awaitReady() {
        eventually().until(() -> get("/actuator/health/readiness").statusCode() == 200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }
}
