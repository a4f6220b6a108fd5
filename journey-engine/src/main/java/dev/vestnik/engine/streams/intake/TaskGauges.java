package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.store.TaskIndex;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The work that waits for people, by queue: the number of tasks, and how long the oldest of them has waited. */
final class TaskGauges {
    /** More queues than a shop has people; those that it makes up by mistake, or by program, are shown as one. */
    private static final int MOST_QUEUES = 100;

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Map<WakeupIndex, TaskIndex> indexes = new ConcurrentHashMap<>();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    TaskGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    void opened(WakeupIndex task, TaskIndex index) {
        indexes.put(task, index);
        index.count(this::seen);
    }

    void closed(WakeupIndex task) {
        indexes.remove(task);
    }

    /** There is, or was, something to do in this queue. */
    void seen(String queue) {
        if (shown.size() >= MOST_QUEUES) {
            if (!shown.contains(queue)) {
                register(OTHER, gauges -> gauges.others());
            }
        } else if (shown.add(queue)) {
            register(queue, gauges -> gauges.pending(queue));
            Gauge.builder("vestnik.people.tasks.oldest", this, gauges -> gauges.oldest(queue))
                    .description("How long the oldest of these tasks has waited, to the minute")
                    .baseUnit("seconds")
                    .tag("queue", queue)
                    .register(registry);
        }
    }

    private void register(String queue, ToDoubleFunction<TaskGauges> pending) {
        Gauge.builder("vestnik.people.tasks", this, pending)
                .description("Tasks that people have still to do: see GET /api/tasks")
                .tag("queue", queue)
                .register(registry);
    }

    private double others() {
        double all = indexes.values().stream().mapToLong(TaskIndex::pending).sum();
        return all - shown.stream().mapToDouble(this::pending).sum();
    }

    private double pending(String queue) {
        return indexes.values().stream()
                .mapToLong(index -> index.pending(queue))
                .sum();
    }

    private double oldest(String queue) {
        Instant now = Instant.ofEpochMilli(registry.config().clock().wallTime());
        return indexes.values().stream()
                .map(index -> index.oldest(queue))
                .filter(Objects::nonNull)
                .mapToDouble(made -> Math.max(0, Duration.between(made, now).toSeconds()))
                .max()
                .orElse(0);
    }
}
