package dev.vestnik.ingest;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real broker and a real registry behind the door, started once for all tests; each test uses its own topic prefix. */
final class Backend implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private Backend(Path directory) {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    KafkaSettings settings(String prefix) {
        return new KafkaSettings(
                kafka.bootstrapServers(), prefix, 3, 1, registry.url().toString(), Map.of());
    }

    /** Everything that is in a topic now, partition after partition. */
    List<ConsumerRecord<String, SpecificRecord>> records(String topic) {
        Map<String, Object> config = settings("").clientConfig();
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", AvroDeserializer.class);
        List<ConsumerRecord<String, SpecificRecord>> records = new ArrayList<>();
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }

    /** Hands the backend to tests. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Backend.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
                    .computeIfAbsent(Backend.class, key -> new Backend(directory()), Backend.class);
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target", "backend")), "run");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
