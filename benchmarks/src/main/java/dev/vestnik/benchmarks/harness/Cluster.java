package dev.vestnik.benchmarks.harness;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.embedded.RegistrySettings;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A broker in this process and a registry, with every topic of the catalogue; thrown away at the end. */
public final class Cluster implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final EmbeddedRegistry registry;
    private final KafkaSettings settings;
    private final Admin admin;

    private Cluster(EmbeddedKafka broker, EmbeddedRegistry registry, KafkaSettings settings, Admin admin) {
        this.broker = broker;
        this.registry = registry;
        this.settings = settings;
        this.admin = admin;
    }

    /** @param partitions of every customer-keyed topic */
    public static Cluster start(Path directory, int partitions) throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.forTest(directory.resolve("kafka"));
        EmbeddedRegistry registry = new EmbeddedRegistry(RegistrySettings.in(directory.resolve("registry"))).start();
        KafkaSettings settings = KafkaSettings.at(
                        broker.bootstrapServers(), registry.url().toString())
                .withPartitions(partitions);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "benchmarks")) {
            preparation.prepare(Topics.all());
        }
        Properties config = new Properties();
        config.putAll(settings.clientConfig());
        return new Cluster(broker, registry, settings, Admin.create(config));
    }

    public KafkaSettings settings() {
        return settings;
    }

    public Admin admin() {
        return admin;
    }

    /** The topic's name on this cluster. */
    public String name(Topic topic) {
        return settings.layout().name(topic);
    }

    /** The ends of these topics now, what is not committed yet included. */
    public Map<TopicPartition, Long> ends(Topic... topics) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < settings.partitions(); partition++) {
                partitions.put(new TopicPartition(name(topic), partition), OffsetSpec.latest());
            }
        }
        return get(admin.listOffsets(partitions).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Waits until the group has committed all up to these offsets. */
    public void awaitReached(String group, Duration most, Map<TopicPartition, Long> ends) {
        Await.until(group + " has worked it off", most, () -> reached(group, ends));
    }

    private boolean reached(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> done =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> committed(done.get(end.getKey())) >= end.getValue());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long committed(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
    }
}
