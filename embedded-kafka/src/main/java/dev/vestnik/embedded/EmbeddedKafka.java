package dev.vestnik.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka (KRaft broker and controller) in this process, on loopback, without replication. Its data outlives it: the
 * next one on the same directory has the same cluster id, topics, records and offsets, also after a killed process.
 *
 * <p>After {@link #close()} the same object can be started again and answers at the same address, so a test can take the
 * broker away and bring it back.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int ATTEMPTS = 5;

    private BrokerSettings settings;
    private @Nullable Running running;

    public EmbeddedKafka(BrokerSettings settings) {
        this.settings = settings;
    }

    /** A started broker on free ports. */
    public static EmbeddedKafka forTest(Path directory) {
        return new EmbeddedKafka(BrokerSettings.in(directory)).start();
    }

    /**
     * Returns when clients can use the broker.
     *
     * @throws IllegalStateException when it runs already, its directory is in use or its port is taken
     */
    public synchronized EmbeddedKafka start() {
        if (running != null) {
            throw new IllegalStateException("already started at " + bootstrapServers());
        }
        var directory = settings.dataDirectory();
        try {
            var lock = DirectoryLock.of(directory);
            try {
                format(directory);
                running = new Running(startNode(), lock);
            } finally {
                if (running == null) {
                    lock.close();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("Kafka does not start in " + directory + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** Host and port, for {@code bootstrap.servers}; known after the first start. */
    public synchronized String bootstrapServers() {
        if (settings.port() == 0) {
            throw new IllegalStateException("not started yet");
        }
        return settings.host() + ":" + settings.port();
    }

    /**
     * Stops in order: all written records are on disk and the next start needs no recovery. Does nothing when stopped.
     */
    @Override
    public synchronized void close() {
        if (running != null) {
            running.stop();
            running = null;
            log.info("kafka=stopped address={}", bootstrapServers());
        }
    }

    private KafkaNode startNode() {
        for (var attempt = 1; ; attempt++) {
            var chosen = withFreePorts();
            try {
                var node = KafkaNode.start(new BrokerProperties(chosen));
                settings = chosen;
                log.info("kafka=started address={} directory={}", bootstrapServers(), settings.dataDirectory());
                return node;
            } catch (RuntimeException e) {
                if (chosen.equals(settings) || attempt == ATTEMPTS) {
                    throw e;
                }
                log.info("kafka=retry attempt={} reason={}", attempt, e.getMessage());
            }
        }
    }

    private BrokerSettings withFreePorts() {
        return settings.withPorts(portOr(settings.port()), portOr(settings.controllerPort()));
    }

    private int portOr(int port) {
        if (port == 0) {
            return Port.free(settings.host());
        }
        if (!Port.isFree(settings.host(), port)) {
            throw new IllegalStateException("port " + port + " is taken");
        }
        return port;
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE)
                .setControllerListenerName(BrokerProperties.CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .run();
    }

    private record Running(KafkaNode node, DirectoryLock lock) {

        void stop() {
            try (lock) {
                node.stop();
            }
        }
    }
}
