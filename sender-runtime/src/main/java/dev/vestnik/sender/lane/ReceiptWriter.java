package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Makes records of {@code messages.receipts} from ends; its serialiser keeps the schema's id while the registry is absent. */
final class ReceiptWriter implements AutoCloseable {

    private final ReceiptDraft draft;
    private final String topic;
    private final InstantSource clock;
    private final AvroSerializer<DeliveryReceipt> serializer = new AvroSerializer<>();

    ReceiptWriter(Lane lane, KafkaSettings kafka, InstantSource clock) {
        this.draft = new ReceiptDraft(lane);
        this.topic = kafka.layout().name(Topics.RECEIPTS);
        this.clock = clock;
        serializer.configure(kafka.clientConfig(), false);
    }

    ProducerRecord<byte[], byte[]> record(End end) {
        DeliveryReceipt receipt =
                draft.receipt(end.message(), end.outcome(), isPossibleDuplicate(end), clock.instant());
        byte[] key = end.message().dispatch().customer().toString().getBytes(StandardCharsets.UTF_8);
        Header trace = TraceParent.of(end.pending().record().headers());
        return new ProducerRecord<>(
                topic, null, key, serializer.serialize(topic, receipt), trace == null ? List.of() : List.of(trace));
    }

    /** A message with one doubt and no further attempt was sent once at most. */
    private static boolean isPossibleDuplicate(End end) {
        return end.pending().doubts() > (end.outcome() instanceof MessageOutcome.InDoubt ? 1 : 0);
    }

    @Override
    public void close() {
        serializer.close();
    }
}
