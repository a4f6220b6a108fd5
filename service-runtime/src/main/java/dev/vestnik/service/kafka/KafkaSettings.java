package dev.vestnik.service.kafka;

import dev.vestnik.schemas.registry.RegistryTls;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.service.settings.BrokenRules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The configuration {@code vestnik.kafka.*} that every service has. Absent values (null, 0) get their defaults, so that a binder
 * can make it from an empty configuration.
 *
 * @param bootstrapServers default {@code 127.0.0.1:9092}
 * @param topicPrefix before every topic's name, default none
 * @param partitions of every customer-keyed topic, fixed at creation, default 12
 * @param replication of every topic, default -1: the broker's default
 * @param registryUrl base URL(s) of the schema registry, comma-separated
 * @param properties given to every Kafka client, the serde and the registry client as they are: SASL, TLS,
 *     {@code basic.auth.user.info}, and {@code schema.registry.ssl.*} of {@link RegistryTls}
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        int replication,
        String registryUrl,
        Map<String, String> properties) {

    public KafkaSettings {
        bootstrapServers = Objects.requireNonNullElse(bootstrapServers, "127.0.0.1:9092");
        topicPrefix = Objects.requireNonNullElse(topicPrefix, "");
        partitions = partitions == 0 ? 12 : partitions;
        replication = replication == 0 ? -1 : replication;
        registryUrl = Objects.requireNonNullElse(registryUrl, "http://127.0.0.1:8085/apis/ccompat/v7");
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        new BrokenRules("vestnik.kafka")
                .check(!bootstrapServers.isBlank(), "bootstrap-servers", "must not be empty")
                .check(
                        topicPrefix.matches("[A-Za-z0-9._-]{0,100}"),
                        "topic-prefix",
                        "may have letters, digits, '.', '_' and '-' only")
                .check(partitions > 0, "partitions", "must be at least 1")
                .check(
                        replication == -1 || (replication > 0 && replication <= Short.MAX_VALUE),
                        "replication",
                        "must be at least 1, or -1 for the broker's default")
                .check(
                        urls(registryUrl).stream()
                                .allMatch(url -> url.startsWith("http://") || url.startsWith("https://")),
                        "registry-url",
                        "must be http:// or https://, several separated by commas")
                .refuse(IllegalArgumentException::new);
    }

    /** A cluster and its registry at these addresses, everything else by default. */
    public static KafkaSettings at(String bootstrapServers, String registryUrl) {
        return new KafkaSettings(bootstrapServers, "", 0, 0, registryUrl, Map.of());
    }

    /** The same with another number of partitions. */
    public KafkaSettings withPartitions(int count) {
        return new KafkaSettings(bootstrapServers, topicPrefix, count, replication, registryUrl, properties);
    }

    /** The names and sizes of the topics. */
    public TopicLayout layout() {
        return new TopicLayout(topicPrefix, partitions, (short) replication);
    }

    /** The configuration that every Kafka client and serde needs; a new map, to be completed by the caller. */
    public Map<String, Object> clientConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put("schema.registry.url", registryUrl);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.putAll(properties);
        return config;
    }

    /** Whether services register their schemas themselves: {@code properties.auto.register.schemas}, true by default. */
    public boolean registersSchemas() {
        return Boolean.parseBoolean(properties.getOrDefault("auto.register.schemas", "true"));
    }

    /** A new client of the registry; the caller closes it. */
    public SchemaRegistry registry() {
        return new SchemaRegistry(
                urls(registryUrl), properties.get("basic.auth.user.info"), RegistryTls.of(properties));
    }

    private static List<String> urls(String urls) {
        return Arrays.stream(urls.split(",")).map(String::strip).toList();
    }
}
