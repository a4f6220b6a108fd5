package dev.vestnik.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.system.canary.Canary;
import dev.vestnik.system.installation.Http;
import dev.vestnik.system.installation.Standalone;
import dev.vestnik.system.watch.WatchedSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code vestnik up} beside whoever else uses the machine: other users, a configuration of its own, a child that dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpTest {
    @TempDir
    static Path data;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static Standalone vestnik;
    private static SpanCollector spans;

    @BeforeAll
    static void up() throws IOException {
        Files.createDirectories(data.resolve("config"));
        spans = new SpanCollector();
        vestnik = new Standalone(data);
        Files.writeString(data.resolve("config/email-sender.yml"), """
                vestnik.email.gateways:
                  - {name: from-the-file, host: 127.0.0.1, port: %d, from: shop@example.com}
                """.formatted(vestnik.port("SMTP")));
        Files.writeString(
                data.resolve("config/sms-sender.yml"),
                Canary.smsSettings(vestnik.port("SMPP"), vestnik.url("SANDBOX")));
        Files.writeString(
                data.resolve("config/journey-engine.yml"),
                "vestnik.engine.lookup.sources.canary.url: http://127.0.0.1:9/{note}?note={note}\n");
        Files.writeString(data.resolve("config/order-ingest.yml"), "management.tracing.sampling.probability: 1\n");
        for (String service : List.of(
                "order-ingest", "journey-engine", "sms-sender", "email-sender", "push-sender", "customer-pages")) {
            Files.writeString(
                    data.resolve("config/" + service + ".yml"),
                    "management.opentelemetry.tracing.export.otlp.endpoint: " + spans.endpoint() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        openToOthers(Files.createDirectories(data.resolve("kafka")));
        vestnik.up();
    }

    @AfterAll
    static void down() throws InterruptedException {
        vestnik.close();
        spans.close();
    }

    @Test
    void nothingInTheDataDirectoryIsOpenToOtherUsers() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (Stream<Path> files = Files.walk(data)) {
            List<String> open = files.filter(
                            file -> !file.getFileName().toString().endsWith("up.log")) // the test's own
                    .map(UpTest::permissions)
                    .filter(permissions -> !permissions.substring(3).startsWith("------ "))
                    .toList();
            assertThat(open).isEmpty();
        }
        assertThat(data.resolve("up.log")).content().contains("were open to other users of this machine");
    }

    @Test
    void aGatewayNamedInTheDataDirectorysConfigurationIsTheOneInUse() throws Exception {
        assertThat(new Http(vestnik.key())
                        .get(vestnik.url("EMAIL") + "/api/lanes")
                        .path("gateways"))
                .extracting(gateway -> gateway.path("name").asString())
                .containsExactly("from-the-file");
    }

    @Test
    void anEventIsFollowedFromItsRequestToTheGateway() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        vestnik.publish("order-shipped");
        Http http = new Http(vestnik.key());
        for (String event : List.of(
                "\"customer.updated\", \"data\": {\"phone\": \"+74950000001\"}",
                "\"order.shipped\", \"data\": {\"orderId\": \"t\", \"number\": \"t\", \"carrier\": \"Parcel\"}")) {
            http.call(
                    "POST",
                    vestnik.url("INGEST") + "/v1/events",
                    "application/cloudevents+json",
                    "{\"specversion\": \"1.0\", \"id\": \"t" + event.hashCode() + "\", \"source\": \"/shops/main\","
                            + " \"subject\": \"traced\", \"traceparent\": \"00-" + trace + "-b7ad6b7169203331-01\","
                            + " \"type\": " + event + "}");
        }
        String[] steps = {
            "order-ingest", "shop.events publish", "journey-engine", "journey.decide", "sms-sender", "gateway.send"
        };
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(spans.with(trace, steps)).containsExactly(steps));
        hasExample(http, "INGEST", "http_server_requests_seconds_bucket{[^\n]*uri=\"/v1/events\"");
        hasExample(http, "ENGINE", "vestnik_decisions_total{[^\n]*journey=\"order-shipped\"");
        hasExample(http, "SMS", "vestnik_event_to_gateway_seconds_bucket{");
        hasExample(http, "SMS", "vestnik_gateway_seconds_bucket{");
    }

    /** A figure leads to a trace that it counts, where that was sampled: what Grafana shows as points beside a line. */
    private static void hasExample(Http http, String part, String figure) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(http.page(vestnik.url(part) + "/actuator/prometheus", OPEN_METRICS))
                        .containsPattern(figure.replace("{", "\\{") + "[^\n]* # \\{[^}]*trace_id=\"[0-9a-f]{32}\""));
    }

    /** The way of a link: sealed by the sender, followed in a browser, heard by the engine; and the page behind the mail's header. */
    @Test
    void aLinkOfAMailLeadsOnAndTheEngineHearsOfItsClick() throws Exception {
        Http http = new Http(vestnik.key());
        String api = vestnik.url("ENGINE") + "/api/";
        http.call("PUT", api + "templates/linked", "application/yaml", """
                id: linked
                defaultLocale: en
                locales:
                  en:
                    email:
                      subject: News
                      mjml: '<mjml><mj-body><mj-section><mj-column><mj-text><a href="https://shop.example/news?a=1">News</a></mj-text></mj-column></mj-section></mj-body></mjml>'
                """);
        http.call("PUT", api + "journeys/linked", "application/yaml", """
                {id: linked, class: marketing, topic: linked, entry: {on: x.linked}, start: tell,
                 steps: {tell: {type: message, template: linked, channels: [{via: email}]}}}
                """);
        http.call("POST", api + "journeys/linked/publish", "application/json", "{}");
        for (String event : List.of(
                "\"customer.updated\", \"data\": {\"email\": \"linked@example.com\"}",
                "\"consent.changed\", \"data\": {\"channel\": \"email\", \"granted\": true, \"source\": \"test\"}",
                "\"x.linked\", \"data\": {}")) {
            http.call(
                    "POST",
                    vestnik.url("INGEST") + "/v1/events",
                    "application/cloudevents+json",
                    "{\"specversion\": \"1.0\", \"id\": \"l" + event.hashCode() + "\", \"source\": \"/shops/main\","
                            + " \"subject\": \"linked\", \"type\": " + event + "}");
        }
        String outbox = vestnik.url("SANDBOX") + "/outbox?channel=email&to=linked@example.com";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !http.get(outbox).path("items").isEmpty());
        JsonNode mail = http.get(outbox).path("items").path(0);
        String link = mail.path("html").asString().replaceFirst("(?s).*<a href=\"([^\"]+/l/[^\"]+)\".*", "$1");
        await().pollInterval(Duration.ofSeconds(1)) // a click right after the sending would be a scanner's
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    assertThat(visit("GET", link, "").headers().firstValue("Location"))
                            .contains("https://shop.example/news?a=1");
                    assertThat(http.get(api + "customers/linked/timeline").toString())
                            .contains("\"clicked\"");
                });
        String unsubscribe = mail.path("url").asString();
        assertThat(unsubscribe).startsWith(vestnik.url("PAGES") + "/u/");
        assertThat(visit("POST", unsubscribe, "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(http.get(api + "customers/linked")
                                .path("consents")
                                .toString())
                        .contains("unsubscribe-link"));
        String choices = visit("GET", unsubscribe, "").body().replaceFirst("(?s).*href=\"(/p/[^\"]+)\".*", "$1");
        assertThat(visit("GET", vestnik.url("PAGES") + choices, "").body())
                .contains("name=\"c.email\"", "name=\"t.linked\"")
                .doesNotContain("linked@example.com");
    }

    private static HttpResponse<String> visit(String method, String url, String form)
            throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .method(method, HttpRequest.BodyPublishers.ofString(form))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header(
                                    "User-Agent",
                                    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aKilledRegistryIsToldOfAndStartedAgain() throws Exception {
        Path log = data.resolve("status-up.log");
        assertThat(vestnik.run(log, "status", "--data", data.toString()))
                .as(Files.readString(log))
                .isZero();
        ProcessHandle registry = vestnik.children().findFirst().orElseThrow();

        registry.destroyForcibly();
        await().until(() -> !registry.isAlive());

        assertThat(vestnik.run(log, "status", "--data", data.toString())).isEqualTo(1);
        assertThat(log).content().contains("registry is down: its process ended with code 137");
        await("a registry that was started once more") // asked of the engine: each status is a process of its own
                .atMost(Duration.ofSeconds(180))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> restartsOfTheRegistry() == 1);
        await().atMost(Duration.ofSeconds(180))
                .untilAsserted(() -> assertThat(vestnik.run(log, "status", "--data", data.toString()))
                        .as(Files.readString(log))
                        .isZero());
        assertThat(vestnik.children()).hasSize(1);
        assertThat(restartsOfTheRegistry()).isEqualTo(1);
    }

    private static int restartsOfTheRegistry() throws IOException, InterruptedException {
        return new Http(vestnik.key())
                .get(vestnik.url("ENGINE") + "/actuator/health")
                .path("components")
                .path("registry")
                .path("details")
                .path("restarts")
                .asInt(0);
    }

    @Test
    void prometheusHasDataForEveryPanelAndRule(@TempDir Path directory) throws Exception {
        assumeTrue(WatchedSystem.isPossible(), "there is no prometheus on the PATH (Debian's package prometheus)");
        Http http = new Http(vestnik.key());
        String journey = vestnik.url("ENGINE") + "/api/journeys/short-wait";
        String refused = "{\"channel\": \"sms\", \"recipients\": {\"+74950000009\": \"0x0B\"}}";
        http.call("POST", vestnik.url("SANDBOX") + "/behaviour", "application/json", refused);
        vestnik.publish("order-shipped");
        http.call("PUT", journey, "application/yaml", """
                {id: short-wait, class: service, entry: {on: order.delivered, key: event.orderId}, start: wait,
                 steps: {wait: {type: delay, for: PT1S}}}
                """);
        http.call("POST", journey + "/publish", "application/json", "{}");
        try (WatchedSystem watched = new WatchedSystem(directory, services())) {
            http.call("POST", vestnik.url("INGEST") + "/v1/events", "application/x-ndjson", orders());
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(180))
                    .untilAsserted(() -> assertThat(watched.complaints()).isEmpty());
        }
    }

    private static List<String> services() {
        return Stream.of("INGEST", "ENGINE", "SMS", "EMAIL", "PUSH", "PAGES")
                .map(part -> "127.0.0.1:" + vestnik.port(part))
                .toList();
    }

    /** The last one: it looks at what all others have left too. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noPersonalDataIsWhereOthersThanSupportCanRead() throws Exception {
        try (Canary canary = new Canary(vestnik, data, spans::everything)) {
            canary.fly();
            Files.writeString(data.resolve("logs/planted.log"), "level=INFO to=+79264815973"); // the control
            assertThat(canary.findings())
                    .singleElement()
                    .asString()
                    .startsWith("PHONE plain in the log logs/planted.log");
        }
    }

    /** Two texts that arrive, one that is refused, one customer without a phone; a wait each. */
    private static String orders() {
        StringBuilder events = new StringBuilder();
        for (int order = 7; order <= 10; order++) {
            String number = "\"orderId\": \"w-%d\", \"number\": \"w-%d\"".formatted(order, order);
            String phone = order == 10 ? "" : "\"phone\": \"+7495000000%d\"".formatted(order);
            events.append(event(order, "customer.updated", phone))
                    .append(event(order, "order.delivered", number))
                    .append(event(order, "order.shipped", number + ", \"carrier\": \"Parcel\""));
        }
        return events.toString();
    }

    private static String event(int order, String type, String data) {
        return """
                {"specversion": "1.0", "id": "w%d-%s", "source": "/shops/main", "type": "%s", "subject": "watched-%d", "data": {%s}}
                """.formatted(order, type, type, order, data);
    }

    private static void openToOthers(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    private static String permissions(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            return PosixFilePermissions.toString(permissions) + " " + file;
        } catch (IOException e) {
            return "rw------- of a file that is gone: " + file;
        }
    }
}
