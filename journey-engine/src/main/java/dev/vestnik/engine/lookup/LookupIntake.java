package dev.vestnik.engine.lookup;

import dev.vestnik.engine.reader.TopicReader;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Answers the questions of journeys to sources outside: reads {@code engine.commands} beside the processing, so that no stream thread waits for
 * HTTP, once for each source, so that none waits for another. An engine without sources does not read it; every engine of a cluster must
 * have the same.
 */
public final class LookupIntake implements AutoCloseable {
    private static final String NAME = "lookup";

    /** A batch of questions to a source that does not answer is over long before the group takes its reader for dead. */
    private static final int BATCH = 100;

    private final Set<String> sources;
    private final LookupAnswering answering;
    private final List<SourceReading> readings = new ArrayList<>();
    private final List<TopicReader> readers = new ArrayList<>();

    /**
     * @param applicationId the engine's; the groups' names begin with it
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
        String groups = kafka.topicPrefix() + applicationId + "-" + NAME + "-";
        for (String source : new TreeSet<>(sources)) {
            boolean first = readers.isEmpty();
            SourceReading reading = new SourceReading(
                    kafka, name -> name.equals(source) || first && !sources.contains(name), answering);
            readings.add(reading);
            readers.add(new TopicReader(
                    kafka,
                    new TopicReader.TopicToRead(
                            NAME + "-" + source, kafka.layout().name(Topics.COMMANDS), groups + source, BATCH),
                    open,
                    reading));
        }
    }

    /** The names of the sources that journeys may ask. */
    public Set<String> sources() {
        return sources;
    }

    /** Begins once it may, where there is a source. */
    public void begin() {
        readers.forEach(TopicReader::begin);
    }

    @Override
    public void close() {
        readers.forEach(TopicReader::close);
        readings.forEach(SourceReading::close);
        answering.close();
    }
}
