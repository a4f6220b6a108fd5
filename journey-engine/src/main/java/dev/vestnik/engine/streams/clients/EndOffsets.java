package dev.vestnik.engine.streams.clients;

import dev.vestnik.engine.streams.wakeup.Backlog.End;
import dev.vestnik.engine.streams.wakeup.Backlog.Ends;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Map<TopicPartition, End> known = new ConcurrentHashMap<>();
    private final Set<TopicPartition> wanted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final InstantSource clock;
    private @Nullable Admin admin;
    private boolean closed;

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
    public void ask(List<TopicPartition> partitions) {
        wanted.addAll(partitions);
        if (asking.compareAndSet(false, true)) {
            send();
        }
    }

    private synchronized void send() {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        wanted.removeIf(partition -> question.put(partition, OffsetSpec.latest()) == null);
        if (admin == null || question.isEmpty()) {
            asking.set(false);
            return;
        }
        long askedAt = clock.millis();
        ListOffsetsResult answer = admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        question.keySet()
                .forEach(partition -> answer.partitionResult(partition)
                        .whenComplete((end, failure) -> take(partition, askedAt, end, failure)));
        answer.all().whenComplete((ends, failure) -> again(failure));
    }

    /** A partition that has no leader keeps the others from nothing. */
    private void take(TopicPartition partition, long askedAt, ListOffsetsResultInfo end, @Nullable Throwable failure) {
        if (failure == null) {
            known.put(partition, new End(askedAt, end.offset()));
        }
    }

    private void again(@Nullable Throwable failure) {
        if (failure == null) {
            send();
        } else {
            log.warn("ends=unknown cause=\"{}\"", failure.toString());
            asking.set(false); // the next tick asks again
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(CLOSE);
            admin = null;
        }
    }
}
