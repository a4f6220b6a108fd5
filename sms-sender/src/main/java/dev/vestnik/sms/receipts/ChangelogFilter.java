package dev.vestnik.sms.receipts;

import dev.vestnik.sender.SenderMetrics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops records from the restored state that no window store can have written: a key without room for its time would end every start, and
 * a key from the far future would make the store forget everything else. Kafka's consumer makes the filter, with the {@link FilterContext}
 * that its configuration has under {@link #CONTEXT}.
 */
public final class ChangelogFilter implements ConsumerInterceptor<byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(ChangelogFilter.class);
    /** The key under which the configuration has a {@link FilterContext}. */
    static final String CONTEXT = "vestnik.receipts.changelogs";

    /** The bytes of time and sequence number, with which a window store's key ends. */
    private static final int TIME = 12;

    private static final List<String> STORES = List.of("sms-ids", "sms-parts", JoinReplies.STORE);

    private static final Duration AHEAD = Duration.ofDays(2);

    private @Nullable FilterContext context;

    /** Collaborators of the filter. */
    record FilterContext(SenderMetrics metrics, InstantSource clock) {}

    @Override
    public void configure(Map<String, ?> configs) {
        context = (FilterContext) Objects.requireNonNull(configs.get(CONTEXT));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        long latest =
                Objects.requireNonNull(context).clock().instant().plus(AHEAD).toEpochMilli();
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> good = records.records(partition).stream()
                    .filter(record -> isWindow(record.key(), latest))
                    .toList();
            kept.put(partition, good);
            skipped(partition, records.records(partition).size() - good.size());
        }
        return new ConsumerRecords<>(kept, records.nextOffsets());
    }

    static boolean isWindow(byte @Nullable [] key, long latest) {
        if (key == null || key.length <= TIME) {
            return false;
        }
        long time = ByteBuffer.wrap(key).getLong(key.length - TIME);
        return time >= 0 && time <= latest;
    }

    private void skipped(TopicPartition partition, int count) {
        if (count > 0) {
            String store = STORES.stream()
                    .filter(name -> partition.topic().contains(name))
                    .findFirst()
                    .orElse("other");
            Objects.requireNonNull(context).metrics().notRestored(store, count);
            log.warn("changelog={} partition={} not-restored={}", store, partition.partition(), count);
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
