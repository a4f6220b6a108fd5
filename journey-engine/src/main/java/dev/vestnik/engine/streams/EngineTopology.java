package dev.vestnik.engine.streams;

import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.intake.CustomerProcessor;
import dev.vestnik.engine.streams.intake.EngineParts;
import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;

/** All sources, one processor, all sinks: one sub-topology, so that everything about one customer is in one task. */
public final class EngineTopology implements KafkaStreamsInfrastructureCustomizer {
    private static final String PROCESSOR = "customers";

    private final EngineParts parts;
    private final TopicLayout layout;

    public EngineTopology(EngineParts parts, TopicLayout layout) {
        this.parts = parts;
        this.layout = layout;
    }

    @Override
    public void configureTopology(Topology topology) {
        ByteArrayDeserializer reader = new ByteArrayDeserializer();
        ByteArraySerializer writer = new ByteArraySerializer();
        for (Topic topic : EngineTopics.READ) {
            topology.addSource(source(topic), reader, reader, layout.name(topic));
        }
        topology.addProcessor(
                PROCESSOR,
                new Customers(parts),
                EngineTopics.READ.stream().map(EngineTopology::source).toArray(String[]::new));
        for (Topic topic : EngineTopics.WRITTEN) {
            topology.addSink(topic.name(), layout.name(topic), writer, writer, PROCESSOR);
        }
    }

    private static String source(Topic topic) {
        return "from-" + topic.name();
    }

    private record Customers(EngineParts parts) implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new CustomerProcessor(parts);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(EngineStores.customers(parts.stores()));
        }
    }
}
