package dev.vestnik.schemas;

import dev.vestnik.embedded.EmbeddedKafka;
import dev.vestnik.embedded.EmbeddedRegistry;
import dev.vestnik.schemas.registry.SchemaRegistry;
import dev.vestnik.schemas.topic.TopicLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real broker and a real registry, started once for all tests that ask for them; each test uses its own topic prefix. */
public final class Cluster implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private Cluster(Path directory) {
        kafka = EmbeddedKafka.forTest(directory.resolve("kafka"));
        registry = EmbeddedRegistry.forTest(directory.resolve("registry"));
    }

    public EmbeddedRegistry registry() {
        return registry;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public TopicLayout layout(String prefix) {
        return new TopicLayout(prefix, 3, (short) 1);
    }

    /** What every client and serde needs; a new map, to be completed by the caller. */
    public Map<String, Object> clientConfig() {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "schema.registry.url",
                registry.url().toString()));
    }

    public Admin admin() {
        return Admin.create(clientConfig());
    }

    /** A new client of the registry, which the caller closes. */
    public SchemaRegistry registryClient() {
        return new SchemaRegistry(List.of(registry.url().toString()), null);
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }

    /** Hands the cluster to tests. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
                    .computeIfAbsent(Cluster.class, key -> new Cluster(directory()), Cluster.class);
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target", "cluster")), "run");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
