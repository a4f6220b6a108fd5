package dev.vestnik.engine;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The one broker and registry of the test run: whoever uses them has topics of their own. */
public final class Cluster implements AutoCloseable {
    private final Path directory = newDirectory();
    private final EmbeddedKafka kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
    private final EmbeddedRegistry registry = EmbeddedRegistry.forTest(directory.resolve("registry"));

    public KafkaSettings settings(String prefix, int partitions) {
        return new KafkaSettings(
                kafka.bootstrapServers(), prefix, partitions, 1, registry.url().toString(), Map.of());
    }

    Path directory() {
        return directory;
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("engine-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
