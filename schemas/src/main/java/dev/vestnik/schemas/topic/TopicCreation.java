package dev.vestnik.schemas.topic;

import dev.vestnik.schemas.topic.Topic.Cleanup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates what is missing of the catalogue; refuses to start on topics that are not what the guarantees rest on. */
public final class TopicCreation {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration VISIBLE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final List<String> FIXED =
            List.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicConfig.CLEANUP_POLICY_CONFIG);

    private final Admin admin;
    private final TopicLayout layout;

    public TopicCreation(Admin admin, TopicLayout layout) {
        this.admin = admin;
        this.layout = layout;
    }

    /**
     * Makes sure that every topic exists, and waits until the cluster shows the new ones and takes records for them; several services
     * may do so at the same time.
     *
     * @throws IllegalStateException when a topic exists with another number of partitions, kind of timestamps or cleanup policy, or the
     *     cluster refuses; the message says which, and what to do
     * @throws KafkaException when the cluster does not answer or is not ready: try again
     */
    public void ensure(List<Topic> topics) {
        Map<String, TopicDescription> present = describe(topics);
        List<Topic> missing = topics.stream()
                .filter(topic -> !present.containsKey(layout.name(topic)))
                .toList();
        refuseOtherPartitionCounts(topics, present);
        if (!missing.isEmpty()) {
            create(missing);
            Map<String, TopicDescription> created = awaitVisible(missing);
            refuseOtherPartitionCounts(missing, created);
            present.putAll(created);
        }
        refuseOtherSettings(topics);
        awaitLeaders(present);
    }

    /**
     * A broker shows a partition a moment before it takes records for it. An idempotent producer with several requests on their way
     * must not begin in that moment: when its first one is refused and the second one taken, the first never gets in (KAFKA-15591).
     */
    private void awaitLeaders(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> led = new HashMap<>();
        topics.forEach((name, topic) -> topic.partitions().stream()
                .filter(partition -> partition.leader() != null)
                .forEach(partition -> led.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        ListOffsetsResult ends = admin.listOffsets(led);
        for (TopicPartition partition : led.keySet()) {
            try {
                ends.partitionResult(partition).get();
            } catch (ExecutionException e) {
                throw failure("reach the leader of partition " + partition.partition() + " of", partition.topic(), e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /**
     * A topic that a shop's producer, or a broker on its behalf, made first keeps a producer's timestamps: a record of long ago would
     * be deleted at once. How long a topic is kept may be changed by whoever runs the cluster.
     */
    private void refuseOtherSettings(List<Topic> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, layout.name(topic)))
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> found =
                admin.describeConfigs(resources).values();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < topics.size(); i++) {
            Config present = present(resources.get(i).name(), found.get(resources.get(i)));
            if (present != null) {
                wrong.addAll(wrong(topics.get(i), present));
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "Topics exist with settings under which records get lost; change them with kafka-configs --alter"
                            + " --add-config, or use another vestnik.kafka.topic-prefix: " + wrong);
        }
    }

    private List<String> wrong(Topic topic, Config present) {
        Map<String, String> wanted = config(topic);
        return FIXED.stream()
                .filter(setting -> !Objects.equals(value(present, setting), wanted.get(setting)))
                .map(setting -> "%s has %s=%s instead of %s"
                        .formatted(layout.name(topic), setting, value(present, setting), wanted.get(setting)))
                .toList();
    }

    private static @Nullable String value(Config config, String setting) {
        ConfigEntry entry = config.get(setting);
        return entry == null ? null : entry.value();
    }

    /** Null where we may not look. */
    private static @Nullable Config present(String topic, @Nullable KafkaFuture<Config> future) {
        try {
            return future == null ? null : future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return null;
            }
            throw failure("look at the settings of", topic, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void refuseOtherPartitionCounts(List<Topic> topics, Map<String, TopicDescription> present) {
        List<String> wrong = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription found = present.get(layout.name(topic));
            if (found != null && found.partitions().size() != layout.partitions(topic)) {
                wrong.add("%s has %d partitions, configured are %d"
                        .formatted(layout.name(topic), found.partitions().size(), layout.partitions(topic)));
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The partition count is fixed when the topics are created; "
                    + "set vestnik.kafka.partitions back, or use another vestnik.kafka.topic-prefix: " + wrong);
        }
    }

    /** A broker learns of a topic a little later than the controller that made it. */
    private Map<String, TopicDescription> awaitVisible(List<Topic> topics) {
        long deadline = System.nanoTime() + VISIBLE.toNanos();
        Map<String, TopicDescription> present = describe(topics);
        while (present.size() < topics.size()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new KafkaException("the topics were created, but the brokers do not show them yet");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            present = describe(topics);
        }
        return present;
    }

    private Map<String, TopicDescription> describe(List<Topic> topics) {
        Map<String, TopicDescription> present = new HashMap<>();
        admin.describeTopics(topics.stream().map(layout::name).toList())
                .topicNameValues()
                .forEach((name, future) -> {
                    try {
                        present.put(name, future.get());
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                            throw failure("describe", name, e);
                        }
                    } catch (InterruptedException e) {
                        throw interrupted(e);
                    }
                });
        return present;
    }

    private void create(List<Topic> topics) {
        List<NewTopic> wanted = topics.stream().map(this::newTopic).toList();
        admin.createTopics(wanted).values().forEach((name, future) -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    throw new KafkaException(
                            "topic " + name
                                    + " is not there yet, and this user may not make it: make it, or grant Create on it",
                            e);
                }
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failure("create", name, e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(layout.name(topic), layout.partitions(topic), layout.replication()).configs(config(topic));
    }

    /** The settings that a topic is made with, by their names in Kafka. */
    public static SortedMap<String, String> config(Topic topic) {
        SortedMap<String, String> config = new TreeMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(topic.maxMessageBytes()));
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(topic.retention().toMillis()));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1"); // a broker may have a limit of its own
        config.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.cleanup() == Cleanup.COMPACT
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, topic.lane() ? "zstd" : "producer");
        if (topic.cleanup() == Cleanup.DELETE) {
            config.put(
                    TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(segment(topic).toMillis()));
        }
        if (topic.cleanup() == Cleanup.COMPACT) {
            config.put(
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    String.valueOf(topic.retention().toMillis()));
        }
        return config;
    }

    /** Whole segments are deleted, so a record outlives its retention by up to a segment: at most a quarter (and a week) more. */
    private static Duration segment(Topic topic) {
        Duration quarter = topic.retention().dividedBy(4);
        return quarter.compareTo(WEEK) < 0 ? quarter : WEEK;
    }

    private static RuntimeException failure(String what, String topic, ExecutionException e) {
        String problem = "Could not " + what + " topic " + topic + ": " + Remedy.of(e.getCause());
        return refused(e.getCause()) ? new IllegalStateException(problem, e) : new KafkaException(problem, e);
    }

    /** Everything else may pass: brokers that are not up yet, a controller that moves, a time-out. */
    private static boolean refused(@Nullable Throwable cause) {
        return cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof PolicyViolationException
                || cause instanceof InvalidTopicException
                || cause instanceof InvalidConfigurationException;
    }

    private static InterruptException interrupted(InterruptedException e) {
        return new InterruptException("interrupted while the topics were created", e);
    }
}
