package dev.vestnik.sender.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Town;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whatStandsBehindTheOpenTransactionOfAnEngineThatDiedIsWaitedFor() {
        try (Town town = new Town(Channel.sms, 1);
                Revocations revocations = revocations(town.settings());
                KafkaProducer<byte[], byte[]> died = engine(town.settings())) {
            revocations.catchUp(LONG);
            leaveOpen(died, town.settings());
            town.revoke(7, "purchased");
            Town.eventually()
                    .untilAsserted(() -> assertThatThrownBy(() -> revocations.catchUp(Duration.ofMillis(300)))
                            .isInstanceOf(TimeoutException.class));
            died.abortTransaction();
            revocations.catchUp(LONG);
            assertThat(revocations.reason(Town.id(7))).contains("purchased");
        }
    }

    private static Revocations revocations(KafkaSettings kafka) {
        return new Revocations(kafka, "test", InstantSource.system(), (_, _) -> {});
    }

    private static KafkaProducer<byte[], byte[]> engine(KafkaSettings kafka) {
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
