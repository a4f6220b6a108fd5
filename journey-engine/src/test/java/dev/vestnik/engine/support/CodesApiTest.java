package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.AccountVerificationRequested;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CodePurpose;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Codes by which people show that an address is theirs: asked for, sent by the first lane, said, over the API and by an event. */
@ExtendWith(SharedEngine.class)
class CodesApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LANE = "messages.sms.codes";

    private final RunningEngine engine;

    CodesApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private record Answer(int status, JsonNode body, HttpHeaders headers) {
        String said() {
            return body.path("outcome").asString("") + body.path("reason").asString("");
        }
    }

    private Answer call(String key, HttpMethod method, String path, String body, String idempotencyKey) {
        WebTestClient.RequestBodySpec request =
                engine.client(key).method(method).uri(path).contentType(MediaType.APPLICATION_JSON);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        EntityExchangeResult<String> answer =
                request.bodyValue(body).exchange().expectBody(String.class).returnResult();
        return new Answer(
                answer.getStatus().value(), JSON.readTree(answer.getResponseBody()), answer.getResponseHeaders());
    }

    private Answer shop(String path, Map<String, ?> body) {
        return call(RunningEngine.key(Role.SHOP, "*"), HttpMethod.POST, path, JSON.writeValueAsString(body), null);
    }

    private Answer verify(String phone, String code, String idempotencyKey) {
        return call(
                RunningEngine.key(Role.SHOP, "*"),
                HttpMethod.POST,
                "/api/codes/verify",
                JSON.writeValueAsString(Map.of("phone", phone, "purpose", "login", "code", code)),
                idempotencyKey);
    }

    @BeforeEach
    void thereIsATemplate() {
        String text = "{id: account-code, locales: {en: {sms: {text: 'Code: {{ context.code }}'}}}}";
        assertThat(call(RunningEngine.MARKETER, HttpMethod.PUT, "/api/templates/account-code", text, null)
                        .status())
                .isIn(200, 201);
    }

    /** All messages of the lane to this phone. */
    private List<OutboundMessage> sent(String phone) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        engine.kafka().clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                AvroDeserializer<OutboundMessage> avro = new AvroDeserializer<>()) {
            avro.configure(engine.kafka().clientConfig(), false);
            List<TopicPartition> partitions = consumer.partitionsFor(LANE).stream()
                    .map(info -> new TopicPartition(LANE, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return Stream.generate(() -> consumer.poll(Duration.ofMillis(200)))
                    .limit(5)
                    .flatMap(records -> StreamSupport.stream(records.spliterator(), false))
                    .map(record -> avro.deserialize(LANE, record.value()))
                    .filter(message -> message.getPayload() instanceof SmsContent sms
                            && sms.getTo().equals(phone))
                    .toList();
        }
    }

    private OutboundMessage theOneTo(String phone) {
        return Awaitility.await()
                .atMost(SOON)
                .until(() -> sent(phone), messages -> messages.size() == 1)
                .getFirst();
    }

    private static String code(OutboundMessage message) {
        return ((SmsContent) message.getPayload()).getText().replace("Code: ", "");
    }

    @Test
    void aCodeIsSentByTheFirstLaneAndTakenOnce() {
        String phone = "+79161110001";
        Answer asked = shop("/api/codes", Map.of("phone", phone, "purpose", "login"));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
        assertThat(asked.said()).isEqualTo("sent");
        assertThat(asked.body().path("channel").asString()).isEqualTo("sms");
        assertThat(asked.body().path("tries").asInt()).isEqualTo(5);

        OutboundMessage message = theOneTo(phone);
        assertThat(message.getDeliverBefore())
                .isEqualTo(Instant.parse(asked.body().path("expiresAt").asString()));
        assertThat(message.getTracked()).isFalse();
        assertThat(code(message)).matches("[0-9]{6}");

        Answer wrong = verify(phone, "no", null);
        assertThat(wrong.said()).isEqualTo("wrong");
        assertThat(wrong.body().path("tries").asInt()).isEqualTo(4);
        assertThat(verify(phone, code(message), "k1").said()).isEqualTo("ok");
        assertThat(verify(phone, code(message), "k1").said()).isEqualTo("ok");
        assertThat(verify(phone, code(message), "k2").said()).isEqualTo("unknown");
        assertThat(verify("+79161110009", code(message), null).said()).isEqualTo("unknown");
    }

    @Test
    void anotherOneAtOnceIsTooManyAndSaysWhen() {
        String phone = "+79161110002";
        assertThat(shop("/api/codes", Map.of("phone", phone, "purpose", "password"))
                        .status())
                .isEqualTo(200);
        Answer again = shop("/api/codes", Map.of("phone", phone, "purpose", "password"));
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.said()).isEqualTo("limited-address");
        assertThat(Integer.parseInt(again.headers().getFirst(HttpHeaders.RETRY_AFTER)))
                .isBetween(1, 30);
        assertThat(metrics())
                .contains("vestnik_codes_total{outcome=\"limited-address\",purpose=\"password\"}")
                .contains("vestnik_codes_total{outcome=\"sent\",purpose=\"password\"}");
    }

    private String metrics() {
        return engine.client("")
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void aCustomersCodeGoesToTheCustomersOwnAddress() {
        String phone = "+79161110003";
        CustomerKey customer = new CustomerKey("main", "coded");
        engine.happened(customer, CustomerUpdated.newBuilder().setPhone(phone).build());
        Map<String, String> wanted = Map.of("customer", "coded", "purpose", "change");
        Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> shop("/api/codes", wanted).said(),
                        said -> said.equals("sent") || said.startsWith("limited"));
        OutboundMessage message = theOneTo(phone);
        assertThat(message.getHeader().getCustomerId()).isEqualTo("coded");
        assertThat(shop("/api/codes/verify", Map.of("customer", "coded", "purpose", "change", "code", code(message)))
                        .said())
                .isEqualTo("ok");
        assertThat(shop("/api/codes", Map.of("customer", "coded", "purpose", "login", "channels", List.of("email")))
                        .said())
                .isEqualTo("no-contact");
        assertThat(shop("/api/codes", Map.of("customer", "nobody-coded", "purpose", "login"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void everyFaultOfARequestIsNamed() {
        Answer answer = shop("/api/codes", Map.of("phone", "none", "email", "none", "purpose", "fun", "name", "x"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("path").asString()))
                .contains("phone", "email", "purpose", "name");
        assertThat(shop("/api/codes", Map.of("purpose", "login")).status()).isEqualTo(422);
        assertThat(call(RunningEngine.MARKETER, HttpMethod.POST, "/api/codes", "{}", null)
                        .status())
                .isEqualTo(403);
        assertThat(call(RunningEngine.key(Role.SHOP, "a"), HttpMethod.POST, "/api/codes?shop=b", "{}", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aShopsOwnCodeGoesToItsCustomerByTheFirstLane() throws Exception {
        String phone = "+79161110004";
        CustomerKey customer = new CustomerKey("main", "own-coded");
        engine.happened(customer, CustomerUpdated.newBuilder().setPhone(phone).build());
        Awaitility.await()
                .atMost(SOON)
                .until(() -> engine.client(RunningEngine.SUPPORT)
                                .get()
                                .uri("/api/customers/own-coded")
                                .exchange()
                                .returnResult(String.class)
                                .getStatus()
                                .value()
                        == 200);
        tell(customer, "OWN-CODE-77");
        OutboundMessage message = theOneTo(phone);
        assertThat(code(message)).isEqualTo("OWN-CODE-77");
        assertThat(message.getHeader().getCustomerId()).isEqualTo("own-coded");
        assertThat(message.getStep()).isEqualTo("login");
        String timeline = engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/customers/own-coded/timeline")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(timeline).doesNotContain("OWN-CODE-77");
    }

    private void tell(CustomerKey customer, String code) throws Exception {
        Map<String, Object> config = engine.kafka().clientConfig();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        EventHeader header =
                new EventHeader(UUID.randomUUID().toString(), customer.shop(), customer.customerId(), now, "test");
        AvroSerializer<CodeEvent> avro = new AvroSerializer<>();
        avro.configure(config, false);
        try (KafkaProducer<String, CodeEvent> producer = new KafkaProducer<>(config, new StringSerializer(), avro)) {
            producer.send(new ProducerRecord<>(
                            Topics.SHOP_CODES.name(),
                            customer.toString(),
                            new CodeEvent(
                                    header,
                                    new AccountVerificationRequested(
                                            code, CodePurpose.login, now.plus(Duration.ofMinutes(5)), null))))
                    .get();
        }
    }
}
