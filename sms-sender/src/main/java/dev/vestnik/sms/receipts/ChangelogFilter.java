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
 * Keeps from the restored state what no window store can have written: a key without room for its time would end every start, and one from
 * the far future would make the store forget everything else. Made by Kafka's consumer, from what its configuration has under {@link
 * #WORLD}.
 */
public final class ChangelogFilter implements ConsumerInterceptor<byte[], byte[]> {
    private static final Logger log = LoggerFactory.getLogger(ChangelogFilter.class);
    /** Where the configuration has a {@link World}. */
    static final String WORLD = "vestnik.receipts.changelogs";

    /** A window store's key ends with the window's time and a sequence number. */
    private static final int TIME = 12;

    private static final Duration AHEAD = Duration.ofDays(2);

    private @Nullable World world;

    /** Its collaborators. */
    record World(SenderMetrics metrics, InstantSource clock) {}

    @Override
    public void configure(Map<String, ?> configs) {
        world = (World) Objects.requireNonNull(configs.get(WORLD));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        long latest =
                Objects.requireNonNull(world).clock().instant().plus(AHEAD).toEpochMilli();
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
            String store = partition.topic().contains("sms-ids") ? "sms-ids" : "sms-parts";
            Objects.requireNonNull(world).metrics().notRestored(store, count);
            log.warn("changelog={} partition={} not-restored={}", store, partition.partition(), count);
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
