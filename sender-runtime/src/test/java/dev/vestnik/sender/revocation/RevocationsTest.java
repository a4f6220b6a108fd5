package dev.vestnik.sender.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void waitsForRevocationsBehindADeadEnginesOpenTransaction() {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                Revocations revocations = revocations(engine.settings());
                KafkaProducer<byte[], byte[]> died = producer(engine.settings())) {
            revocations.catchUp(LONG);
            leaveOpen(died, engine.settings());
            engine.revoke(7, "purchased");
            TestEngine.eventually()
                    .untilAsserted(() -> assertThatThrownBy(() -> revocations.catchUp(Duration.ofMillis(300)))
                            .isInstanceOf(TimeoutException.class));
            died.abortTransaction();
            revocations.catchUp(LONG);
            assertThat(revocations.reason(TestEngine.id(7))).contains("purchased");
        }
    }

    @Test
    void setsAsideRecordsThatAreNoRevocationsAndKeepsTheOthers() {
        List<String> causes = new ArrayList<>();
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                AvroSerializer<Revocation> serializer = new AvroSerializer<>();
                Revocations revocations = new Revocations(
                        engine.settings(), ChannelName.SMS, InstantSource.system(), (_, cause) -> causes.add(cause))) {
            serializer.configure(engine.settings().clientConfig(), false);
            String topic = engine.settings().layout().name(Topics.REVOCATIONS);
            for (String id : List.of(new UUID(0, 0).toString(), "", "x".repeat(900_000))) {
                engine.writeRaw(Topics.REVOCATIONS, 0, null, serializer.serialize(topic, revocation(id)));
            }
            engine.writeRaw(Topics.REVOCATIONS, 0, null, null)
                    .writeRaw(Topics.REVOCATIONS, 0, null, new byte[] {0, 0})
                    .revoke(7, "y".repeat(900_000));
            revocations.catchUp(LONG);
            assertThat(revocations.reason(TestEngine.id(7)))
                    .hasValueSatisfying(reason -> assertThat(reason).hasSize(100));
        }
        assertThat(causes).hasSize(5);
    }

    @Test
    void keepsThoseOfItsOwnChannelAndThoseOfAll() {
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                Revocations revocations = revocations(engine.settings())) {
            engine.revoke(TestEngine.id(1), "purchased", "sms")
                    .revoke(TestEngine.id(2), "purchased", "email")
                    .revoke(TestEngine.id(3), "cancelled", null);
            revocations.catchUp(LONG);
            assertThat(revocations.reason(TestEngine.id(1))).contains("purchased");
            assertThat(revocations.reason(TestEngine.id(2))).isEmpty();
            assertThat(revocations.reason(TestEngine.id(3))).contains("cancelled");
            assertThat(revocations.known()).isEqualTo(2);
        }
    }

    private static Revocation revocation(String messageId) {
        return Revocation.newBuilder()
                .setHeader(TestEngine.sms(1).build().getHeader())
                .setMessageId(messageId)
                .setReason("purchased")
                .build();
    }

    private static Revocations revocations(KafkaSettings kafka) {
        return new Revocations(kafka, ChannelName.SMS, InstantSource.system(), (_, _) -> {});
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("transactional.id", kafka.topicPrefix() + "engine");
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config);
        producer.initTransactions();
        return producer;
    }

    private static void leaveOpen(KafkaProducer<byte[], byte[]> producer, KafkaSettings kafka) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(kafka.layout().name(Topics.REVOCATIONS), 0, new byte[0], new byte[0]));
        producer.flush();
    }
}
