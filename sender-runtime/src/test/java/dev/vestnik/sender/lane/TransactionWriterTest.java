package dev.vestnik.sender.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.lane.LaneTransaction.SetAside;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionWriterTest {
    private static final KafkaSettings KAFKA = KafkaSettings.at("127.0.0.1:1", "http://127.0.0.1:1");
    private static final Lane LANE = new Lane(ChannelName.SMS, MessageClass.service);

    private final PartitionLedger ledger = new PartitionLedger(new TopicPartition("lane", 0), 0, AttemptTail.empty(0));

    @Test
    void needsNoAttemptsOfARecordThatEndedWithoutOne() {
        PendingRecord pending = ledger.track(new ConsumerRecord<>("lane", 0, 0, null, new byte[0]));
        ledger.position(1);
        LaneTransaction transaction = new LaneTransaction();
        transaction.add(new SetAside(pending, new PoisonException("unreadable", "not Avro"), null));
        assertThat(writer().commit(transaction, new ConsumerGroupMetadata("lane")))
                .isTrue();
        assertThat(ledger.size()).isZero();
        assertThat(CommitNote.read(ledger.commitPoint().metadata()).attempts())
                .as("behind the record's only entry")
                .hasValue(1);
    }

    private static TransactionWriter writer() {
        LaneContext context = new LaneContext(LANE, "one", KAFKA, null, null, null, null);
        TransactionWriter writer = new TransactionWriter(
                context,
                new ReceiptWriter(LANE, KAFKA, InstantSource.system()),
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        writer.begin();
        return writer;
    }
}
