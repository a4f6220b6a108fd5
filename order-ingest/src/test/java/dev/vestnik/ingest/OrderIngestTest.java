package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.ingest.Door.Answer;
import dev.vestnik.schemas.shop.CartCleared;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(Backend.Extension.class)
class OrderIngestTest {
    private static Backend backend;
    private static Door door;

    @BeforeAll
    static void open(Backend shared) {
        backend = shared;
        door = new Door(backend.settings("door."));
        await().until(door::isReady);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void oneEventIsAccepted() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Answer answer = door.send(
                Door.CLOUD_EVENT, BodyPublishers.ofString(Door.event("one", "customer-1")), "traceparent", trace);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).isEqualTo(Door.JSON.readTree("{\"accepted\": 1}"));

        ConsumerRecord<String, SpecificRecord> record = record("one");
        assertThat(record.key()).isEqualTo("main/customer-1");
        assertThat(((ShopEvent) record.value()).getPayload()).isEqualTo(new CartCleared("c-1", null));
        assertThat(traceOf(record))
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
                .isNotEqualTo(trace);
    }

    @Test
    void whatIsTakenAndProbablyNotMeantIsAWarning() throws Exception {
        String shipped = """
                {"specversion": "1.0", "id": "unlikely", "source": "/shops/main", "type": "order.shipped", "subject": "customer-1",
                 "time": "%s", "data": {"orderId": "o", "number": "1", "carrier": "Post", "trackingURL": "https://post.example/1",
                 "colour": "red"}}""".formatted(Instant.now().plus(Duration.ofDays(365)));
        String updated = """
                {"specversion": "1.0", "id": "english", "source": "/shops/main", "type": "customer.updated", "subject": "customer-1",
                 "data": {"locale": "english"}}""";
        Answer answer = door.send(Door.BATCH, "[" + Door.event("likely", "c") + "," + shipped + "," + updated + "]");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.accepted()).isEqualTo(3);
        List<String> warned = new ArrayList<>();
        answer.json()
                .path("warnings")
                .forEach(warning -> warned.add(warning.path("index").asInt() + " "
                        + warning.path("path").asString()));
        assertThat(warned).containsExactly("1 time", "1 data.trackingURL", "2 data.locale");
        assertThat(answer.json().path("warnings").path(1).path("problem").asString())
                .contains("did you mean trackingUrl?");
        assertThat(ids()).contains("unlikely", "english");
    }

    @Test
    void anEventThatNamesItsOwnTraceStaysInIt() throws Exception {
        String own = "00-11111111111111111111111111111111-2222222222222222-01";
        String event = Door.event("traced", "customer-1").replaceFirst("\\{", "{\"traceparent\": \"" + own + "\", ");
        String ofTheRequest = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        door.send(Door.CLOUD_EVENT, BodyPublishers.ofString(event), "traceparent", ofTheRequest);

        assertThat(traceOf(record("traced"))).matches("00-1{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aRequestWithoutATraceBeginsOne() throws Exception {
        door.send(Door.CLOUD_EVENT, Door.event("untraced", "customer-1"));
        assertThat(traceOf(record("untraced"))).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
    }

    private static String traceOf(ConsumerRecord<String, SpecificRecord> record) {
        return new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII);
    }

    @Test
    void aBatchIsAccepted() throws Exception {
        String batch = "[" + Door.event("b1", "customer-1") + "," + Door.event("b2", "customer-2") + "]";
        assertThat(door.send(Door.BATCH, batch).accepted()).isEqualTo(2);
        assertThat(door.send("application/json", batch).accepted()).isEqualTo(2);
        assertThat(door.send(Door.BATCH, "[]").accepted()).isZero();
    }

    @Test
    void aBatchUnderTheNameOfOneEventIsAccepted() throws Exception {
        String batch = "[" + Door.event("n1", "customer-1") + "," + Door.event("n2", "customer-2") + "]";
        assertThat(door.send(Door.CLOUD_EVENT, batch).accepted()).isEqualTo(2);
    }

    @Test
    void anArrayWhereAnEventShouldBeIsToldTheTypeOfBatches() throws Exception {
        Answer answer = door.send(Door.LINES, "[" + Door.event("n3", "customer-1") + "]");
        assertThat(answer.json().path("errors").path(0).path("problem").asString())
                .endsWith("several events go as application/cloudevents-batch+json");
    }

    @Test
    void binaryModeIsAccepted() throws Exception {
        Answer answer = door.send(
                "application/json",
                BodyPublishers.ofString("{\"orderId\":\"o\",\"number\":\"1\",\"carrier\":\"Почта\"}"),
                "ce-specversion",
                "1.0",
                "ce-id",
                "binary-1",
                "ce-source",
                "/shops/main",
                "ce-type",
                "order.shipped",
                "ce-subject",
                "customer-%D1%8F",
                "ce-time",
                "2026-01-24T11:05:00Z");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(record("binary-1").key()).isEqualTo("main/customer-я");
        assertThat(((ShopEvent) record("binary-1").value()).getPayload())
                .isInstanceOfSatisfying(
                        OrderShipped.class,
                        order -> assertThat(order.getCarrier()).isEqualTo("Почта"));
    }

    @Test
    void aHeaderOfBytesThatAreNoTextIsRefused() throws Exception {
        Answer answer = door.send(
                "application/json",
                BodyPublishers.ofString("{\"orderId\":\"o\",\"number\":\"1\",\"carrier\":\"Post\"}"),
                "ce-specversion",
                "1.0",
                "ce-id",
                "binary-2",
                "ce-source",
                "/shops/main",
                "ce-type",
                "order.shipped",
                "ce-subject",
                "a%FFb");
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.response().body()).contains("ce-subject");
    }

    @Test
    void anEventThatSaysWhatItIsIsTakenAsThatWhateverHeadersItWasGiven() throws Exception {
        String[] headers = {"ce-specversion", "1.0", "ce-id", "header", "ce-source", "/shops/main"};
        String[] more = {"ce-type", "x.header", "ce-subject", "header"};
        String[] all = Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new);
        assertThat(door.send(Door.CLOUD_EVENT, BodyPublishers.ofString(Door.event("structured", "c")), all)
                        .status())
                .isEqualTo(202);
        assertThat(door.send(Door.BATCH, BodyPublishers.ofString("[" + Door.event("batched", "c") + "]"), all)
                        .status())
                .isEqualTo(202);
        assertThat(ids()).contains("structured", "batched").doesNotContain("header");
    }

    @Test
    void aBatchThatBreaksOffNamesTheEvent() throws Exception {
        String event = Door.event("never", "c");
        Answer answer = door.send(Door.BATCH, "[" + event + "," + event + ",{]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(paths(answer)).containsExactly("2 ");
        assertThat(answer.json().path("next").asInt(-1)).isZero();
    }

    @Test
    void aPackedStreamIsAccepted() throws Exception {
        String lines = Door.event("g1", "customer-1") + "\n" + Door.event("g2", "customer-1") + "\n";
        Answer answer = door.send(Door.LINES, BodyPublishers.ofByteArray(gzip(lines)), "Content-Encoding", "gzip");
        assertThat(answer.json()).isEqualTo(Door.JSON.readTree("{\"accepted\": 2}"));
    }

    @Test
    void aShopsOwnEventIsAccepted() throws Exception {
        String event = Door.event("own", "customer-1")
                .replace("cart.cleared", "x.size.asked")
                .replace("{\"cartId\":\"c-1\"}", "[1.50]");
        assertThat(door.send(Door.CLOUD_EVENT, event).status()).isEqualTo(202);
        assertThat(((ShopEvent) record("own").value()).getPayload())
                .isEqualTo(new CustomEvent("x.size.asked", "[1.50]"));
    }

    @Test
    void aBadEventDoesNotStopTheOthers() throws Exception {
        String bad = Door.event("bad", "customer-1").replace("\"c-1\"", "7").replace("2026-01", "2026-13");
        String stream =
                String.join("\n", Door.event("p1", "customer-1"), bad, "", "garbage", Door.event("p2", "customer-1"));
        for (String type : List.of(Door.LINES, Door.BATCH)) {
            String body = type.equals(Door.LINES)
                    ? stream
                    : "[" + Door.event("p1", "customer-1") + "," + bad + ",\"garbage\","
                            + Door.event("p2", "customer-1") + "]";
            Answer answer = door.send(type, body);
            assertThat(answer.status()).isEqualTo(207);
            assertThat(answer.accepted()).isEqualTo(2);
            assertThat(answer.json().path("refused").asInt()).isEqualTo(2);
            assertThat(paths(answer)).containsExactlyInAnyOrder("1 time", "1 data.cartId", "2 ");
        }
    }

    @Test
    void aRefusedEventHasAllItsFaultsNamed() throws Exception {
        Answer answer = door.send(
                Door.CLOUD_EVENT,
                "{\"specversion\":\"1.0\",\"id\":\"f\",\"source\":\"main\",\"type\":\"order.shipped\",\"subject\":\"c\",\"data\":{\"trackingUrl\":1}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("title").asString()).isEqualTo("Unprocessable Content");
        assertThat(paths(answer))
                .containsExactlyInAnyOrder(
                        "0 source", "0 data.orderId", "0 data.number", "0 data.carrier", "0 data.trackingUrl");
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(7).nextBytes(garbage);
        for (String type : List.of(Door.CLOUD_EVENT, Door.BATCH, Door.LINES)) {
            Answer answer = door.send(type, BodyPublishers.ofByteArray(garbage));
            assertThat(answer.status()).as(type).isEqualTo(400);
            assertThat(answer.json().path("errors").isEmpty()).isFalse();
        }
        assertThat(door.send(Door.BATCH, "[" + Door.event("never", "c") + ",").status())
                .isEqualTo(400);
        assertThat(door.send(Door.CLOUD_EVENT, BodyPublishers.ofByteArray(garbage), "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(400);
        assertThat(ids()).doesNotContain("never");
    }

    @Test
    void aStreamThatBreaksOffSaysWhatWasAccepted() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            lines.append(Door.event("cut-" + i, "customer-" + i)).append('\n');
        }
        byte[] packed = gzip(lines.toString());
        Answer answer = door.send(
                Door.LINES, BodyPublishers.ofByteArray(packed, 0, packed.length - 20), "Content-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(400);
        long accepted = answer.accepted();
        assertThat(accepted).isPositive().isEqualTo(answer.json().path("next").asLong());
        assertThat(ids().stream().filter(id -> id.startsWith("cut-")).count()).isEqualTo(accepted);
    }

    @Test
    void aDocumentHasALimitAndAStreamHasNone() throws Exception {
        byte[] large = new byte[11 << 20];
        java.util.Arrays.fill(large, (byte) ' ');
        assertThat(door.send(Door.BATCH, BodyPublishers.ofByteArray(large)).status())
                .isEqualTo(413);
        assertThat(door.send(Door.BATCH, BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                        .status())
                .isEqualTo(413);
        assertThat(door.send(
                                Door.BATCH,
                                BodyPublishers.ofByteArray(gzip(" ".repeat(40 << 20))),
                                "Content-Encoding",
                                "gzip")
                        .status())
                .isEqualTo(413);

        String fat = Door.event("fat", "customer-1")
                .replace("{\"cartId\"", "{\"note\":\"" + "x".repeat(800_000) + "\",\"cartId\"");
        List<InputStream> parts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parts.add(new java.io.ByteArrayInputStream((fat + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        Answer answer = door.send(
                Door.LINES,
                BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(parts))));
        assertThat(answer.json()).isEqualTo(Door.JSON.readTree("{\"accepted\": 40}"));
    }

    @Test
    void tenThousandEventsKeepTheOrderOfEachCustomer() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append(Door.event("order-%05d".formatted(i), "customer-" + i % 97))
                    .append('\n');
        }
        assertThat(door.send(Door.LINES, lines.toString()).accepted()).isEqualTo(10_000);

        Map<String, List<String>> byCustomer = new HashMap<>();
        for (ConsumerRecord<String, SpecificRecord> record : backend.records("door.shop.events")) {
            String id = header(record).getEventId();
            if (id.startsWith("order-")) {
                byCustomer
                        .computeIfAbsent(record.key(), key -> new ArrayList<>())
                        .add(id);
            }
        }
        assertThat(byCustomer).hasSize(97);
        assertThat(byCustomer.values())
                .allSatisfy(ids -> assertThat(ids).isSorted().doesNotHaveDuplicates());
        assertThat(byCustomer.values().stream().mapToInt(List::size).sum()).isEqualTo(10_000);
    }

    @Test
    void whoHasNoKeyIsSentAway() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.url().resolve("/v1/events"))
                .header("Content-Type", Door.CLOUD_EVENT)
                .POST(BodyPublishers.ofString(Door.event("none", "c")));
        Answer without = door.call(request.build());
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(without.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(door.call(request.setHeader("Authorization", "Bearer wrong").build())
                        .status())
                .isEqualTo(401);
        assertThat(door.call(request.setHeader("Authorization", "Bearer ops-key")
                                .build())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aKeySendsForItsShopOnly() throws Exception {
        String foreign = Door.event("foreign", "c").replace("/shops/main", "/shops/other");
        assertThat(door.send(Door.CLOUD_EVENT, foreign).status()).isEqualTo(403);
        Answer mixed = door.send(Door.BATCH, "[" + foreign + "," + Door.event("ours", "c") + "]");
        assertThat(mixed.status()).isEqualTo(207);
        assertThat(paths(mixed)).containsExactly("0 source");
        assertThat(ids()).contains("ours").doesNotContain("foreign");
    }

    @Test
    void everythingElseIsAProblemToo() throws Exception {
        assertProblem(door.send("text/plain", "hello"), 415);
        assertProblem(door.send(Door.CLOUD_EVENT, BodyPublishers.ofString("{}"), "Content-Encoding", "br"), 415);
        assertProblem(door.send(Door.CLOUD_EVENT + ";charset=windows-1251", "{}"), 415);
        assertProblem(door.get("/nothing"), 404);
        HttpRequest wrongMethod = HttpRequest.newBuilder(door.url().resolve("/v1/events"))
                .header("Authorization", "Bearer main-key")
                .DELETE()
                .build();
        assertProblem(door.call(wrongMethod), 405);
    }

    @Test
    void describesAndMeasuresItself() throws Exception {
        door.send(Door.CLOUD_EVENT, Door.event("measured", "c"));
        door.send(Door.CLOUD_EVENT, Door.event("measured", "c").replace("cart.cleared", "x.own"));
        door.send(Door.CLOUD_EVENT, Door.event("measured", "c").replace("cart.cleared", "cart.cleaned"));
        assertThat(door.get("/actuator/prometheus").response().body())
                .containsPattern("vestnik_events_accepted_total\\{type=\"cart.cleared\"} [1-9]")
                .containsPattern("vestnik_events_accepted_total\\{type=\"x\"} [1-9]")
                .containsPattern("vestnik_events_refused_total\\{reason=\"unknown-type\"} [1-9]");
        JsonNode openapi = door.get("/openapi").json();
        assertThat(openapi.path("openapi").asString()).startsWith("3.1");
        assertThat(openapi.at("/paths/~1v1~1events/post/responses").propertyNames())
                .contains("202", "207", "400", "401", "403", "413", "415", "422", "429", "503");
        assertThat(openapi.at("/components/schemas/OrderShipped/required").toString())
                .isEqualTo("[\"carrier\",\"number\",\"orderId\"]");
        assertThat(openapi.at("/info/title").asString()).isEqualTo("Vestnik order-ingest");
        JsonNode bodies = openapi.at("/paths/~1v1~1events/post/requestBody/content");
        assertThat(bodies.propertyNames()).contains(Door.CLOUD_EVENT, Door.BATCH, Door.LINES);
        for (String type : bodies.propertyNames()) {
            JsonNode example = bodies.path(type).path("example");
            String body = example.isString() ? example.asString() : example.toString();
            assertThat(door.send(type, body).status()).as(type + " " + body).isEqualTo(202);
        }
        assertThat(door.get("/actuator/env").status()).isEqualTo(401);
    }

    @Test
    void doesNotStartOpenToTheWorld() {
        String[] arguments = {"--server.port=0", "--vestnik.security.open=true", "--server.address=0.0.0.0"};
        assertThatThrownBy(() -> OrderIngest.application().run(arguments)).hasStackTraceContaining("loopback");
        assertThatThrownBy(() -> OrderIngest.application().run("--server.port=0"))
                .hasStackTraceContaining("vestnik.security.keys is empty");
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asString("")).isNotBlank();
    }

    private static List<String> paths(Answer answer) {
        List<String> paths = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> paths.add(
                        error.path("index").asInt() + " " + error.path("path").asString()));
        return paths;
    }

    private static ConsumerRecord<String, SpecificRecord> record(String id) {
        return backend.records("door.shop.events").stream()
                .filter(record -> header(record).getEventId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids() {
        return backend.records("door.shop.events").stream()
                .map(record -> header(record).getEventId())
                .toList();
    }

    private static EventHeader header(ConsumerRecord<String, SpecificRecord> record) {
        return ((ShopEvent) record.value()).getHeader();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
