package dev.vestnik.engine.streams;

import dev.vestnik.engine.streams.rocksdb.StoreMemory;
import dev.vestnik.engine.streams.rocksdb.StoreOptions;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams. */
final class StreamsProperties {
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int LARGEST_REQUEST = 2 << 20;
    /** A record must linger and be sent within the time that a delivery may take. */
    private static final long LONGEST_LINGER_MS = 1_000;

    private StreamsProperties() {}

    static Map<String, Object> of(
            EngineStreamsSettings settings, KafkaSettings kafka, String advertisedHostPort, StoreMemory memory) {
        Map<String, Object> config = kafka.clientConfig();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topicPrefix() + settings.applicationId());
        config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertisedHostPort);
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replication());
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commit().toMillis());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // After a crash a task goes on from what its disk had at the last commit.
        config.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
        // The punctuations of wake-ups are looked at once per poll.
        config.put(StreamsConfig.POLL_MS_CONFIG, 5);
        // The topics of a task are not merged by time: events and receipts of a customer come in an arbitrary order.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreOptions.class);
        config.put(StoreMemory.CONFIG, memory);
        config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        consumer(config, settings);
        producer(config, settings);
        return config;
    }

    private static void consumer(Map<String, Object> config, EngineStreamsSettings settings) {
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_TIMEOUT_MS / 4);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000);
        if (!settings.instanceId().isEmpty()) {
            config.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
    }

    private static void producer(Map<String, Object> config, EngineStreamsSettings settings) {
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        // A commit flushes whatever lingers.
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                Math.min(settings.commit().toMillis(), LONGEST_LINGER_MS));
        // A transaction's first records may come before the last one's markers are written: ask again soon.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 10);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 500);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 1 << 16);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
                TRANSACTION_TIMEOUT_MS - 1_000);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG), 5_000);
    }
}
