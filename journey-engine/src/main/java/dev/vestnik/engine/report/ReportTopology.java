package dev.vestnik.engine.report;

import dev.vestnik.schemas.engine.Decision;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;

/**
 * Decisions in, rows kept. A row is written once a commit, however many decisions it has taken by then ({@link CountedRows}).
 *
 * @param topic of the decisions on the cluster
 */
record ReportTopology(
        String topic, Function<byte[], @Nullable Decision> reader, ReportMetrics metrics, InstantSource clock)
        implements KafkaStreamsInfrastructureCustomizer {
    private static final String SOURCE = "from-decisions";
    private static final String PROCESSOR = "reports";

    @Override
    public void configureTopology(Topology topology) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addSource(SOURCE, bytes, bytes, topic);
        topology.addProcessor(PROCESSOR, new CountingProcessors(this), SOURCE);
    }

    private record CountingProcessors(ReportTopology of) implements ProcessorSupplier<byte[], byte[], Void, Void> {
        @Override
        public Processor<byte[], byte[], Void, Void> get() {
            return new ReportProcessor(of.reader(), of.metrics(), of.clock());
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(new CountedRowsBuilder());
        }
    }
}
