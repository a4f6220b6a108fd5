package dev.vestnik.engine.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.access.Role;
import dev.vestnik.service.kafka.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other tests of this run leave dead letters too: each looks for its own. */
@ExtendWith(SharedEngine.class)
class DeadLettersApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVENTS = "/api/dead-letters/shop.events";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningEngine engine;
    private final CustomerKey customer = new CustomerKey("main", "set-aside-" + UUID.randomUUID());

    DeadLettersApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    private WebTestClient ops() {
        return engine.client(RunningEngine.OPS);
    }

    private JsonNode get(String path) {
        return JSON.readTree(Objects.requireNonNull(ops().get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private JsonNode replay(long offset) {
        return JSON.readTree(Objects.requireNonNull(ops().post()
                .uri(EVENTS + "/replay")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"offsets\": [" + offset + "]}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    /** Where it was written. */
    private long write(ProducerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                engine.kafka().clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        }
    }

    private byte[] key() {
        return customer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long writePoison() throws ExecutionException, InterruptedException {
        String topic = engine.kafka().layout().name(Topics.SHOP_EVENTS);
        return write(new ProducerRecord<>(topic, 0, key(), new byte[] {7, 7, 7}));
    }

    /** The newest letter of the record that was there in partition 0, once it is set aside. */
    private JsonNode letterOf(long was) {
        return Awaitility.await().atMost(PATIENCE).until(() -> find(was), found -> !found.isMissingNode());
    }

    private JsonNode find(long was) {
        for (JsonNode letter : get(EVENTS + "?limit=500").path("items")) {
            if (letter.path("was").asLong() == was && letter.path("partition").asInt() == 0) {
                return letter;
            }
        }
        return JSON.missingNode();
    }

    @Test
    void saysWhyARecordWasSetAsideAndNotWhatIsInIt() throws ExecutionException, InterruptedException {
        JsonNode letter = letterOf(writePoison());
        assertThat(letter.path("reason").asString()).isEqualTo("unreadable");
        assertThat(letter.path("bytes").asInt()).isEqualTo(3);
        assertThat(letter.path("head").asString()).isEqualTo("070707");
        JsonNode alone = get(EVENTS + "/" + letter.path("offset").asLong());
        assertThat(alone).isEqualTo(letter);
        assertThat(get("/api/dead-letters").path("groups").valueStream())
                .anyMatch(group -> group.path("topic").asString().equals("shop.events")
                        && group.path("reason").asString().equals("unreadable")
                        && group.path("count").asInt() > 0);
    }

    @Test
    void aRecordThatIsStillPoisonComesBackAndSaysThatItWasWrittenAgain()
            throws ExecutionException, InterruptedException {
        JsonNode letter = letterOf(writePoison());
        assertThat(replay(letter.path("offset").asLong()).path("replayed").asInt())
                .isEqualTo(1);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get(EVENTS + "?reason=unreadable&limit=500")
                        .path("items")
                        .valueStream()
                        .anyMatch(one -> one.path("replayed").isString()
                                && one.path("offset").asLong()
                                        > letter.path("offset").asLong()));
    }

    @Test
    void aRecordWhoseFaultIsMendedHasItsEffect() throws ExecutionException, InterruptedException {
        long offset = writeLetter(profile());
        assertThat(replay(offset).path("replayed").asInt()).isEqualTo(1);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> engine.client(RunningEngine.SUPPORT)
                        .get()
                        .uri("/api/customers/{id}", customer.customerId())
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    private ShopEvent profile() {
        EventHeader header = new EventHeader(
                UUID.randomUUID().toString(),
                customer.shop(),
                customer.customerId(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                "test");
        return new ShopEvent(
                header, CustomerUpdated.newBuilder().setFirstName("Anna").build());
    }

    /** A letter as the engine writes it, of a record that this engine can read. */
    private long writeLetter(ShopEvent event) throws ExecutionException, InterruptedException {
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(engine.kafka().clientConfig(), false);
        String topic = engine.kafka().layout().name(Topics.SHOP_EVENTS);
        DeadLetter letter = DeadLetter.of(key(), serializer.serialize(topic, event), new RecordHeaders())
                .with(
                        "partition",
                        String.valueOf(Utils.toPositive(customer.murmur2())
                                % engine.kafka().partitions()))
                .with("offset", "0")
                .with("reason", "ends-thread");
        return write(new ProducerRecord<>(
                engine.kafka().layout().name(Topics.deadLetters(Topics.SHOP_EVENTS)),
                0,
                letter.key(),
                letter.value(),
                letter.headers()));
    }

    @Test
    void refusesWhatIsNoLetterAndWhoMayNotSeeThem() {
        ops().get().uri("/api/dead-letters/no.topic").exchange().expectStatus().isNotFound();
        ops().get().uri(EVENTS + "/999999999").exchange().expectStatus().isNotFound();
        ops().get().uri(EVENTS + "/x").exchange().expectStatus().isNotFound();
        ops().get().uri(EVENTS + "?limit=0&cursor=x").exchange().expectStatus().isEqualTo(422);
        for (String body : new String[] {"{}", "{\"offsets\": []}", "{\"offsets\": [-1, 1.5, \"2\"]}", "[1]"}) {
            ops().post()
                    .uri(EVENTS + "/replay")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        for (String key : new String[] {RunningEngine.SUPPORT, RunningEngine.key(Role.OPS, "a")}) {
            engine.client(key).get().uri(EVENTS).exchange().expectStatus().isForbidden();
        }
        assertThat(replay(999_999_999).path("left").get(0).path("why").asString())
                .isEqualTo("there is none any more");
    }
}
