package dev.vestnik.sender.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lane transaction in one Kafka transaction that also carries the group's metadata: the broker refuses it when this process has
 * lost its partitions.
 */
final class TransactionWriter {
    private static final Logger log = LoggerFactory.getLogger(TransactionWriter.class);

    private final LaneContext context;
    private final TransactionRecords records;
    private final Producer<byte[], byte[]> producer;

    /** @param producer ends the transaction that a predecessor of the same name left open */
    TransactionWriter(LaneContext context, ReceiptWriter receipts, Producer<byte[], byte[]> producer) {
        this.context = context;
        this.records = new TransactionRecords(context, receipts);
        this.producer = producer;
    }

    void begin() {
        producer.initTransactions();
    }

    /**
     * @return false when nothing was written because the group is being rebalanced
     * @throws KafkaException when it is unknown whether the transaction was committed, or this producer is fenced: the caller must not use
     *     it again
     *
     */
    boolean commit(LaneTransaction transaction, ConsumerGroupMetadata group) {
        List<ProducerRecord<byte[], byte[]>> ends = records.of(transaction);
        Map<PartitionLedger, ProducerRecord<byte[], byte[]>> attempts = attempts(transaction);
        Map<PartitionLedger, OffsetAndMetadata> points = new HashMap<>();
        transaction.ledgers().forEach(ledger -> points.put(ledger, ledger.commitPoint()));
        Map<PartitionLedger, Future<RecordMetadata>> written = new HashMap<>();
        try {
            producer.beginTransaction();
            attempts.forEach((ledger, entry) -> written.put(ledger, producer.send(entry)));
            ends.forEach(producer::send);
            producer.sendOffsetsToTransaction(offsets(points), group);
            producer.commitTransaction();
        } catch (CommitFailedException | TransactionAbortableException e) {
            producer.abortTransaction();
            return false;
        }
        remember(transaction, written); // before the ledgers forget the records that are behind the commit
        points.forEach((ledger, point) -> {
            count(ledger.aside());
            ledger.committed(point);
        });
        return true;
    }

    private void count(AttemptsAside aside) {
        String topic = context.lane().attempts().name();
        aside.reasons().forEach(reason -> context.metrics().deadLetter(topic, reason));
        for (int i = 0; i < aside.dropped(); i++) {
            context.metrics().deadLetter(topic, "unreadable-not-kept");
        }
        if (!aside.isEmpty()) {
            log.warn(
                    "lane={} attempts=unreadable set-aside={} not-kept={}",
                    context.lane(),
                    aside.deadLetters().size(),
                    aside.dropped());
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<PartitionLedger, OffsetAndMetadata> points) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        points.forEach((ledger, point) -> offsets.put(ledger.partition(), point));
        return offsets;
    }

    private Map<PartitionLedger, ProducerRecord<byte[], byte[]>> attempts(LaneTransaction transaction) {
        Map<PartitionLedger, ProducerRecord<byte[], byte[]>> records = new HashMap<>();
        transaction
                .entries()
                .forEach((ledger, entries) -> records.put(
                        ledger,
                        new ProducerRecord<>(
                                context.attemptsTopic(),
                                ledger.partition().partition(),
                                null,
                                AttemptCodec.write(entries))));
        return records;
    }

    private static void remember(LaneTransaction transaction, Map<PartitionLedger, Future<RecordMetadata>> written) {
        Map<PartitionLedger, Long> offsets = new HashMap<>();
        written.forEach((ledger, future) -> offsets.put(ledger, offset(future)));
        offsets.forEach(PartitionLedger::attemptsWritten);
        for (LaneTransaction.Change change : transaction.changes()) {
            change.pending().attemptsSince(offsets.getOrDefault(change.pending().ledger(), -1L));
        }
    }

    /** The record's offset, without a wait: the transaction is committed. */
    private static long offset(Future<RecordMetadata> written) {
        try {
            return written.get().offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new KafkaException("a committed record has no offset", e);
        }
    }
}
