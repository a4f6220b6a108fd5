package dev.vestnik.service.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Runs a topology by a {@link StreamsBuilderFactoryBean}, which its owner starts when the topics exist. For services that use Kafka Streams. */
public final class TopologyRunner {
    private final StreamsBuilderFactoryBean factory;

    /** @param topology adds sources, processors and sinks to an empty builder or topology */
    public TopologyRunner(
            Map<String, Object> config,
            KafkaStreamsInfrastructureCustomizer topology,
            StreamsUncaughtExceptionHandler failed) {
        factory = new StreamsBuilderFactoryBean(new KafkaStreamsConfiguration(config));
        factory.setInfrastructureCustomizer(topology);
        factory.setStreamsUncaughtExceptionHandler(failed);
    }

    /** The same with clients of one's own. */
    public TopologyRunner(
            Map<String, Object> config,
            KafkaStreamsInfrastructureCustomizer topology,
            StreamsUncaughtExceptionHandler failed,
            KafkaClientSupplier clients) {
        this(config, topology, failed);
        factory.setClientSupplier(clients);
    }

    /**
     * Starts the threads and returns.
     *
     * @param created is told the streams before their threads start
     */
    public void start(Consumer<KafkaStreams> created) {
        try {
            factory.afterPropertiesSet();
        } catch (RuntimeException e) { // the topology's own: its owner may try again
            throw e;
        } catch (Exception e) { // declared by the interface
            throw new IllegalStateException(e);
        }
        factory.afterSingletonsInstantiated();
        factory.setKafkaStreamsCustomizer(created::accept);
        factory.start();
    }

    /** Stops; false when the threads have not ended within the limit. */
    public boolean stop(boolean leaveGroup, Duration limit) {
        KafkaStreams running = factory.getKafkaStreams();
        factory.setLeaveGroupOnClose(leaveGroup);
        factory.setCloseTimeout(Math.toIntExact(limit.toSeconds()));
        factory.stop();
        return running == null || running.state().hasCompletedShutdown();
    }
}
