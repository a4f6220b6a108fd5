package dev.vestnik.schemas.topic;

import org.apache.kafka.common.config.ConfigException;

/**
 * The way in which a deployment lays the catalogue out on its cluster.
 *
 * @param prefix before every name, may be empty: {@code "shop1."}
 * @param partitions of every customer-keyed topic, fixed at creation
 * @param replication factor of every topic; -1 for the broker's default
 */
public record TopicLayout(String prefix, int partitions, short replication) {
    public TopicLayout {
        if (partitions < 1) {
            throw new ConfigException("vestnik.kafka.partitions", partitions, "must be at least 1");
        }
    }

    /** The name on the cluster. */
    public String name(Topic topic) {
        return prefix + topic.name();
    }

    /** The number of partitions on the cluster. */
    public int partitions(Topic topic) {
        return topic.partitioned() ? partitions : 1;
    }
}
