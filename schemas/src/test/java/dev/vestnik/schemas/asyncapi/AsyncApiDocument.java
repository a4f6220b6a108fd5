package dev.vestnik.schemas.asyncapi;

import dev.vestnik.schemas.topic.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Describes the topics that have a contract as an AsyncAPI 3.0 document; the payloads are the Avro schemas themselves. */
record AsyncApiDocument(List<Topic> topics) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BINDING = "0.5.0";

    String yaml() {
        return YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .disable(YAMLWriteFeature.SPLIT_LINES)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build()
                .writeValueAsString(document());
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/vnd.apache.avro");
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", Map.of("messages", messages()));
        return document;
    }

    private static Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Vestnik");
        info.put("version", "0.1.0");
        info.put("description", """
                The topics of Vestnik. Generated from the topic catalogue and the Avro schemas; do not edit.
                A value is Avro in the Confluent wire format (byte 0, four bytes of schema id, Avro binary) with a schema registry,
                subjects TOPIC-value. Shops write shop.*, everything else is written by Vestnik; read it with isolation.level=read_committed.
                Every topic may have a prefix, and the number of partitions is configuration.
                A record that nobody can process goes to TOPIC.dead-letters as it came, with the cause in its headers vestnik-*.
                """);
        return info;
    }

    private Map<String, Object> channels() {
        Map<String, Object> channels = new LinkedHashMap<>();
        for (Topic topic : topics) {
            Map<String, Object> channel = new LinkedHashMap<>();
            channel.put("address", topic.name());
            channel.put("description", value(topic).getDoc());
            channel.put(
                    "messages",
                    Map.of(
                            value(topic).getName(),
                            reference("#/components/messages/" + value(topic).getName())));
            channel.put("bindings", Map.of("kafka", channelBinding(topic)));
            channels.put(topic.name(), channel);
        }
        return channels;
    }

    private static Map<String, Object> channelBinding(Topic topic) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cleanup.policy", List.of(topic.cleanup() == Topic.Cleanup.COMPACT ? "compact" : "delete"));
        configuration.put("retention.ms", topic.retention().toMillis());
        configuration.put("max.message.bytes", topic.maxMessageBytes());
        Map<String, Object> binding = new LinkedHashMap<>();
        binding.put("topic", topic.name());
        if (!topic.partitioned()) {
            binding.put("partitions", 1);
        }
        binding.put("topicConfiguration", configuration);
        binding.put("bindingVersion", BINDING);
        return binding;
    }

    private Map<String, Object> operations() {
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Topic topic : topics) {
            boolean shops = topic.name().startsWith("shop.");
            Map<String, Object> operation = new LinkedHashMap<>();
            operation.put("action", shops ? "receive" : "send");
            operation.put("channel", reference("#/channels/" + topic.name()));
            operations.put((shops ? "receive." : "send.") + topic.name(), operation);
        }
        return operations;
    }

    private Map<String, Object> messages() {
        Map<String, Object> messages = new LinkedHashMap<>();
        topics.forEach(topic -> messages.putIfAbsent(value(topic).getName(), message(topic)));
        return messages;
    }

    private static Map<String, Object> message(Topic topic) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("schemaFormat", "application/vnd.apache.avro+json;version=1.9.0");
        payload.put("schema", JSON.readValue(value(topic).toString(), JsonNode.class));
        Map<String, Object> binding = new LinkedHashMap<>();
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("type", "string");
        key.put("description", key(topic));
        binding.put("key", key);
        binding.put("schemaIdLocation", "payload");
        binding.put("schemaIdPayloadEncoding", "confluent");
        binding.put("bindingVersion", BINDING);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("name", value(topic).getName());
        message.put("summary", value(topic).getDoc());
        message.put("bindings", Map.of("kafka", binding));
        message.put("payload", payload);
        return message;
    }

    private static String key(Topic topic) {
        return switch (topic.key()) {
            case CUSTOMER -> "shop/customerId";
            case PRODUCT -> "shop/productId";
            case ADDRESS -> "shop/channel/hash(address)";
            case DEFINITION -> "kind/id";
            case GATEWAY_ID -> "gateway/id";
            case NONE -> "as it was";
        };
    }

    private static Schema value(Topic topic) {
        return Objects.requireNonNull(topic.value(), topic.name());
    }

    private static Map<String, Object> reference(String target) {
        return Map.of("$ref", target);
    }
}
