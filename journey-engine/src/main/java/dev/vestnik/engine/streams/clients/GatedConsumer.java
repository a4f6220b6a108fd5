package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.engine.streams.wakeup.Backlogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that gives out no record whose schema is not at hand: it stops the partition there, and goes on when the
 * {@link SchemaGate} has opened. It does not wait for records while wake-ups are overdue. Used by one stream thread.
 */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> implements Backlog.Reader {
    private final SchemaGate gate;
    private final WakeupSlices pace;
    private final Backlogs backlogs;
    private final Map<TopicPartition, ConsumerRecord<byte[], byte[]>> held = new HashMap<>();
    private final Map<TopicPartition, Long> lastPolled = new HashMap<>();

    GatedConsumer(Map<String, Object> config, SchemaGate gate, WakeupSlices pace, Backlogs backlogs) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.gate = gate;
        this.pace = pace;
        this.backlogs = backlogs;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        backlogs.readBy(this);
        letGo();
        ConsumerRecords<byte[], byte[]> polled = super.poll(pace.isBehind() ? Duration.ZERO : timeout);
        ConsumerRecords<byte[], byte[]> open = allOpen(polled) ? polled : hold(polled);
        for (TopicPartition partition : open.partitions()) {
            lastPolled.put(partition, open.records(partition).getLast().offset());
        }
        return open;
    }

    @Override
    public void begin(TopicPartition partition) {
        lastPolled.remove(partition);
    }

    @Override
    public long lastPolled(TopicPartition partition) {
        return lastPolled.getOrDefault(partition, -1L);
    }

    @Override
    public long at(TopicPartition partition) {
        try {
            return position(partition, Duration.ZERO);
        } catch (KafkaException | IllegalStateException e) { // not known yet, or just given away
            return -1;
        }
    }

    /** Kafka Streams resumes partitions that have room in its buffers again; those held back here stay so. */
    @Override
    public void resume(Collection<TopicPartition> partitions) {
        if (held.isEmpty()) {
            super.resume(partitions);
        } else {
            super.resume(partitions.stream()
                    .filter(partition -> !held.containsKey(partition))
                    .toList());
        }
    }

    private boolean allOpen(ConsumerRecords<byte[], byte[]> polled) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            if (!gate.open(record.topic(), record.value())) {
                return false;
            }
        }
        return true;
    }

    private ConsumerRecords<byte[], byte[]> hold(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> open = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = openOf(polled.records(partition));
            if (records.size() < polled.records(partition).size()) {
                ConsumerRecord<byte[], byte[]> first = polled.records(partition).get(records.size());
                next.put(partition, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), ""));
                hold(partition, first);
            }
            if (!records.isEmpty()) {
                open.put(partition, records);
            }
        }
        return new ConsumerRecords<>(open, next);
    }

    private List<ConsumerRecord<byte[], byte[]>> openOf(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> open = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!gate.open(record.topic(), record.value())) {
                return open;
            }
            open.add(record);
        }
        return open;
    }

    private void hold(TopicPartition partition, ConsumerRecord<byte[], byte[]> first) {
        seek(partition, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), ""));
        pause(Set.of(partition));
        held.put(partition, first);
    }

    private void letGo() {
        if (held.isEmpty()) {
            return;
        }
        Set<TopicPartition> assigned = assignment();
        held.entrySet().removeIf(entry -> {
            if (!assigned.contains(entry.getKey())) {
                return true;
            }
            boolean open = gate.open(entry.getValue().topic(), entry.getValue().value());
            if (open) {
                super.resume(Set.of(entry.getKey()));
            }
            return open;
        });
    }
}
