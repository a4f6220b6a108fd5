package dev.vestnik.engine.lookup;

import dev.vestnik.engine.reader.TopicReader;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Answers the questions of journeys to sources outside: reads {@code engine.commands} beside the processing, so that no stream thread waits for
 * HTTP. An engine without sources does not read it; every engine of a cluster must have the same.
 */
public final class LookupIntake implements AutoCloseable {
    private static final String NAME = "lookup";

    /** A batch of questions to a source that does not answer is over long before the group takes its reader for dead. */
    private static final int BATCH = 100;

    private final Set<String> sources;
    private final LookupAnswering answering;
    private final TopicReader reader;

    /**
     * @param applicationId the engine's; the group's name begins with it
     * @param open whether to begin: asked once a second until then
     */
    public LookupIntake(
            KafkaSettings kafka,
            String applicationId,
            LookupSettings settings,
            BooleanSupplier open,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.sources = Set.copyOf(settings.all().keySet());
        this.answering = new LookupAnswering(
                kafka, applicationId, settings, new LookupMetrics(meters), observations, InstantSource.system());
        String group = kafka.topicPrefix() + applicationId + "-" + NAME;
        this.reader = new TopicReader(
                kafka,
                new TopicReader.Reading(NAME, kafka.layout().name(Topics.COMMANDS), group, BATCH),
                open,
                answering);
    }

    /** The names of the sources that journeys may ask. */
    public Set<String> sources() {
        return sources;
    }

    /** Begins once it may, where there is a source. */
    public void begin() {
        if (!sources.isEmpty()) {
            reader.begin();
        }
    }

    @Override
    public void close() {
        reader.close();
        answering.close();
    }
}
