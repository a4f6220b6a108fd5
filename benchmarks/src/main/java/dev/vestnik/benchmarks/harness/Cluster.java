package dev.vestnik.benchmarks.harness;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.embedded.RegistrySettings;
import dev.vestnik.schemas.kafka.ClusterPreparation;
import dev.vestnik.schemas.kafka.KafkaSettings;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
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

    /**
     * Waits until the group has committed everything that is committed in these topics.
     *
     * @param transactions whether transactions wrote it: the last offset is then a marker, which nobody need commit
     */
    public void awaitWorkedOff(String group, Duration most, boolean transactions, Topic... topics) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < settings.partitions(); partition++) {
                partitions.put(new TopicPartition(name(topic), partition), OffsetSpec.latest());
            }
        }
        Await.until(group + " has worked it off", most, () -> workedOff(group, partitions, transactions ? 1 : 0));
    }

    private boolean workedOff(String group, Map<TopicPartition, OffsetSpec> partitions, int slack) {
        try {
            Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return admin
                    .listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .allMatch(end -> end.getValue().offset() - committed(done.get(end.getKey())) <= slack);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lag of " + group + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long committed(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    /** Waits until the engine has done with all events of a producer without transactions. */
    public void awaitEventsWorkedOff() {
        awaitWorkedOff(EngineProcess.GROUP, Duration.ofMinutes(20), false, Topics.SHOP_EVENTS);
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
    }
}
