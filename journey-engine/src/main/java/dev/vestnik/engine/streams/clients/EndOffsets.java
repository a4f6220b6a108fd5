package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.wakeup.Backlog.End;
import dev.vestnik.engine.streams.wakeup.Backlog.Ends;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker where partitions end: the end of what is committed. One request at a time, for all that were asked for meanwhile. */
public final class EndOffsets implements Ends, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EndOffsets.class);
    private static final int ANSWER_MS = 5_000;
    private static final long PATIENCE_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Map<TopicPartition, End> known = new ConcurrentHashMap<>();
    private final Set<TopicPartition> wanted = new HashSet<>();
    private final Set<TopicPartition> onTheWay = new HashSet<>();
    private final InstantSource clock;
    private @Nullable Admin admin;
    private boolean closed;
    private long sentAt;

    public EndOffsets(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens the connection; nothing is answered before. */
    public synchronized void open(KafkaSettings kafka, String clientId) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-ends");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        if (!closed) {
            admin = Admin.create(config);
        }
    }

    @Override
    public @Nullable End of(TopicPartition partition) {
        return known.get(partition);
    }

    @Override
    public synchronized void ask(List<TopicPartition> partitions) {
        wanted.addAll(partitions);
        send();
    }

    /** Sends one request at a time, except where a partition without a leader would hold up the others. */
    private void send() {
        Set<TopicPartition> next = new HashSet<>(wanted);
        next.removeAll(onTheWay);
        boolean busy = !onTheWay.isEmpty() && System.nanoTime() - sentAt < PATIENCE_NANOS;
        if (admin == null || next.isEmpty() || busy) {
            return;
        }
        wanted.removeAll(next);
        onTheWay.addAll(next);
        sentAt = System.nanoTime();
        long askedAt = clock.millis();
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        next.forEach(partition -> question.put(partition, OffsetSpec.latest()));
        ListOffsetsResult answer = admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        next.forEach(partition -> answer.partitionResult(partition)
                .whenComplete((end, failure) -> take(partition, askedAt, end, failure)));
    }

    private synchronized void take(
            TopicPartition partition, long askedAt, ListOffsetsResultInfo end, @Nullable Throwable failure) {
        onTheWay.remove(partition);
        if (failure == null) {
            known.put(partition, new End(askedAt, end.offset()));
        } else {
            log.warn("ends=unknown partition={} cause=\"{}\"", partition, failure.toString());
        }
        send();
    }

    @Override
    public void close() {
        Admin open;
        synchronized (this) {
            closed = true;
            open = admin;
            admin = null;
        }
        if (open != null) {
            open.close(CLOSE); // its thread may be waiting for the lock
        }
    }
}
