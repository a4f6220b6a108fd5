package dev.vestnik.engine.inbound;

import dev.vestnik.engine.reader.CommandForwarding;
import dev.vestnik.engine.reader.TopicReader;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Reads {@code messages.inbound} beside the processing. What a batch leads to is with Kafka before its offsets are committed: after a crash
 * it comes again, with the same ids. Begins once every live engine knows what the owners of addresses are told; until then the topic keeps it.
 */
public final class InboundIntake implements AutoCloseable {
    private static final String NAME = "inbound";
    private static final int BATCH = 500;

    private final CommandForwarding<InboundMessage> forwarding;
    private final TopicReader reader;

    /**
     * @param applicationId the engine's; the group's name begins with it
     * @param open whether to begin: asked once a second until then
     */
    public InboundIntake(
            KafkaSettings kafka,
            String applicationId,
            BooleanSupplier open,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.forwarding = new CommandForwarding<>(
                kafka,
                applicationId + "-" + NAME,
                new InboundMessages(new InboundMetrics(meters)),
                observations,
                InstantSource.system());
        String group = kafka.topicPrefix() + applicationId + "-" + NAME;
        this.reader = new TopicReader(
                kafka,
                new TopicReader.TopicToRead(NAME, kafka.layout().name(Topics.INBOUND), group, BATCH),
                open,
                forwarding);
    }

    /** Waits until it may begin, on a thread of its own. */
    public void begin() {
        reader.begin();
    }

    @Override
    public void close() {
        reader.close();
        forwarding.close();
    }
}
