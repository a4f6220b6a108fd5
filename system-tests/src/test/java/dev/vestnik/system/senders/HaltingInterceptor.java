package dev.vestnik.system.senders;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Ends its process, as {@code kill -9} does, at the {@code vestnik.halt.nth} record that passes {@code vestnik.halt.at}. */
public final class HaltingInterceptor
        implements ProducerInterceptor<byte[], byte[]>, ConsumerInterceptor<byte[], byte[]> {
    private static final String AT = System.getProperty("vestnik.halt.at", "");
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger("vestnik.halt.nth", 0));

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        pass(record.topic(), HaltPoint.BEFORE_ATTEMPT, HaltPoint.BEFORE_RECEIPT);
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        if (metadata != null) {
            pass(metadata.topic(), HaltPoint.AFTER_ATTEMPT, HaltPoint.BEFORE_COMMIT);
        }
    }

    private static void pass(String topic, HaltPoint attempt, HaltPoint receipt) {
        boolean here = topic.startsWith("attempts.") && AT.equals(attempt.name())
                || topic.equals("messages.receipts") && AT.equals(receipt.name());
        if (here && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
