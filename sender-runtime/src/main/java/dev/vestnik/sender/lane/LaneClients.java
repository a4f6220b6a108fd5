package dev.vestnik.sender.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the Kafka clients of a lane's session and closes them with it, also those of a session that broke before it had all. */
final class LaneClients implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaneClients.class);
    private static final int LARGEST_REQUEST = 2 << 20;
    private static final int DELIVERY_TIMEOUT_MS = 15_000;
    /** In a session's time. Members hear by a heartbeat that partitions are to move, and nobody works on these meanwhile. */
    private static final int HEARTBEATS = 20;

    private static final int SHORTEST_HEARTBEAT_MS = 300;
    /** A lane that began without gateways, or with a narrow one, may get wider ones while it runs. */
    private static final int FEWEST_RECORDS = 50;

    private static final int MOST_RECORDS = 500;
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(15);

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final LaneContext context;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    /** One with a name keeps its place: the next session, or process, is there before the group gives it up. */
    private GroupMembershipOperation membership = GroupMembershipOperation.DEFAULT;

    LaneClients(LaneContext context) {
        this.context = context;
    }

    /** The member of the lane's group. */
    Consumer<byte[], byte[]> member() {
        int session = (int) context.settings().sessionTimeout().toMillis();
        Map<String, Object> config = reader(context.member());
        config.put("group.id", context.group());
        config.put("session.timeout.ms", session);
        config.put("heartbeat.interval.ms", Math.max(SHORTEST_HEARTBEAT_MS, session / HEARTBEATS));
        config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        config.put(
                "max.poll.records",
                Math.clamp((long) LaneQueue.WINDOWS * context.window(), FEWEST_RECORDS, MOST_RECORDS));
        if (context.settings().instance() != null) {
            config.put("group.instance.id", context.settings().instance());
        }
        context.metrics().watch(config);
        Consumer<byte[], byte[]> member = new KafkaConsumer<>(config);
        closing.push(() -> member.close(CloseOptions.timeout(GOODBYE).withGroupMembershipOperation(membership)));
        return member;
    }

    /** The reader of the attempts topic; it belongs to no group. */
    Consumer<byte[], byte[]> attemptsReader() {
        Consumer<byte[], byte[]> reader = new KafkaConsumer<>(reader(context.member() + "-attempts"));
        closing.push(() -> reader.close(CloseOptions.timeout(Duration.ZERO)));
        return reader;
    }

    Admin admin() {
        Map<String, Object> config = context.kafka().clientConfig();
        config.put("client.id", context.member() + "-admin");
        Admin admin = Admin.create(config);
        closing.push(() -> admin.close(Duration.ZERO));
        return admin;
    }

    /** Lets the member leave its group when it is closed, whatever its name: the others take its partitions over at once (decision 63). */
    void leaveGroup() {
        membership = GroupMembershipOperation.LEAVE_GROUP;
    }

    private Map<String, Object> reader(String clientId) {
        Map<String, Object> config = context.kafka().clientConfig();
        config.put("client.id", clientId);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("fetch.max.wait.ms", 200); // a close waits for the fetch under way
        config.put("enable.auto.commit", false);
        config.put("key.deserializer", ByteArrayDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        return config;
    }

    /** The producer with this member's transactional id: a successor of the same name ends the transaction that this one left open. */
    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = context.kafka().clientConfig();
        config.put("client.id", context.member());
        config.put("transactional.id", context.group() + "-" + context.member());
        config.put("transaction.timeout.ms", (int)
                context.settings().sessionTimeout().toMillis());
        config.put("acks", "all");
        // Its batches are small and many: a zstd stream for each would cost more than it saves.
        config.put("compression.type", "none");
        config.put("max.request.size", LARGEST_REQUEST);
        config.put("max.block.ms", LONGEST_BLOCK.toMillis());
        config.put("request.timeout.ms", DELIVERY_TIMEOUT_MS / 2);
        config.put("delivery.timeout.ms", DELIVERY_TIMEOUT_MS);
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        context.metrics().watch(config);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(config);
        closing.push(() -> producer.close(Duration.ZERO));
        return producer;
    }

    /** Closes the last client first; a client that fails to close keeps no other open. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (KafkaException e) {
                log.warn("lane={} client=not-closed cause=\"{}\"", context.lane(), e.getMessage());
            }
        }
    }
}
