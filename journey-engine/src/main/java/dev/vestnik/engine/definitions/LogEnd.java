package dev.vestnik.engine.definitions;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where a topic of one partition ends. */
public final class LogEnd implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    private final TopicPartition partition;
    private final Admin admin;

    public LogEnd(KafkaSettings settings, String clientId, Topic topic) {
        this.partition = new TopicPartition(settings.layout().name(topic), 0);
        Map<String, Object> config = settings.clientConfig();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-end");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.admin = Admin.create(config);
    }

    /** The offset of the next record. Blocks. */
    public long offset() throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
