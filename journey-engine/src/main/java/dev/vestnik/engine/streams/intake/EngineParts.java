package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.engine.streams.edge.EngineTopics;
import dev.vestnik.engine.streams.edge.RecordReader;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.wakeup.Backlog;
import dev.vestnik.engine.streams.wakeup.Backlogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.service.kafka.RecordTraces;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The parts that all tasks share.
 *
 * @param sources the topics that are read, by their names on the cluster
 * @param partitions of every customer-keyed topic
 */
public record EngineParts(
        Decider decider,
        VerificationRules verification,
        DefinitionsSource definitions,
        RecordReader reader,
        RecordWriter writer,
        EngineMetrics metrics,
        WakeupSlices pace,
        EarlyCommits commits,
        Backlogs backlogs,
        Watch watch,
        OpenStores stores,
        Walks walks,
        EventTrace trace,
        Map<String, Topic> sources,
        int partitions,
        RecordTraces traces) {

    public static Map<String, Topic> sources(TopicLayout layout) {
        return EngineTopics.READ.stream().collect(Collectors.toUnmodifiableMap(layout::name, Function.identity()));
    }

    /** The part of its sources that a task has not read yet. */
    Backlog backlog(int partition) {
        return backlogs.of(sources.keySet().stream()
                .map(topic -> new TopicPartition(topic, partition))
                .toList());
    }

    Topic source(String name) {
        return Objects.requireNonNull(sources.get(name), name);
    }
}
