package dev.vestnik.engine.streams;

import dev.vestnik.engine.streams.clients.SchemaGate;
import dev.vestnik.engine.streams.intake.EngineMetrics;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;

/** Whether the work of this instance goes on. */
final class StreamsHealth {
    private final SchemaGate gate;
    private final EngineMetrics metrics;
    private final Watch watch;
    private final Set<String> sources;
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean closing;

    /** @param sources the topics that are read, by their names on the cluster */
    StreamsHealth(SchemaGate gate, EngineMetrics metrics, Watch watch, Set<String> sources) {
        this.gate = gate;
        this.metrics = metrics;
        this.watch = watch;
        this.sources = sources;
    }

    /** These do the work from now on. */
    void started(KafkaStreams created) {
        streams = created;
    }

    boolean isStarted() {
        return streams != null;
    }

    /** Tells that the streams are being closed: their end is no fault. */
    void closing() {
        closing = true;
    }

    /** False when only a restart of the process can help. */
    boolean alive() {
        KafkaStreams running = streams;
        return running == null || closing || !running.state().hasStartedOrFinishedShuttingDown();
    }

    /** Every task is assigned and restored, and nothing is being waited for. */
    boolean ready() {
        KafkaStreams running = streams;
        return running != null
                && running.state() == KafkaStreams.State.RUNNING
                && !gate.waits()
                && !watch.threadsFail()
                && stalled().isEmpty()
                && running.metadataForLocalThreads().stream().allMatch(StreamsHealth::works);
    }

    private static boolean works(ThreadMetadata thread) {
        return thread.threadState().equals("RUNNING");
    }

    /** One line for people. */
    String detail() {
        KafkaStreams running = streams;
        String state = running == null ? "NOT_STARTED" : running.state().name();
        List<String> stalled = stalled();
        if (gate.waits()) {
            return state + ", the schema registry does not answer";
        }
        if (watch.threadsFail()) {
            return state + ", its threads end again and again: see the log";
        }
        return stalled.isEmpty() ? state : state + ", tasks that get nothing done: " + String.join(", ", stalled);
    }

    /** The tasks that have something to do and get nothing done, while nothing is being waited for. */
    List<String> stalled() {
        KafkaStreams running = streams;
        if (running == null || gate.waits() || running.state() != KafkaStreams.State.RUNNING) {
            return List.of();
        }
        Map<Integer, Long> lag = new RecordsLag(running, sources).byPartition();
        return watch.stalled(task -> lag.getOrDefault(task.partition(), 0L));
    }

    /** The state, tasks, lag and pending wake-ups of this instance. */
    StreamsStatus status() {
        KafkaStreams running = streams;
        if (running == null) {
            return new StreamsStatus(
                    detail(), List.of(), List.of(), Map.of(), 0, 0, 0, List.of(), (long) metrics.deadLetters(), 0);
        }
        return new StreamsStatus(
                detail(),
                tasks(running, true),
                tasks(running, false),
                new RecordsLag(running, sources).byTopic(),
                metrics.pending(WakeClass.SERVICE),
                metrics.pending(WakeClass.MARKETING),
                metrics.parked(),
                stalled(),
                (long) metrics.deadLetters(),
                (long) metrics.unreadable());
    }

    private static List<String> tasks(KafkaStreams running, boolean active) {
        return running.metadataForLocalThreads().stream()
                .flatMap(thread -> (active ? thread.activeTasks() : thread.standbyTasks()).stream())
                .map(TaskMetadata::taskId)
                .map(String::valueOf)
                .sorted()
                .toList();
    }
}
