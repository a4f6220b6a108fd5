package dev.vestnik.engine.streams;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.TaskId;

/** Watches whether the tasks of this instance get on, and which inputs keep them from it. */
final class Watch {
    /** Well within the ten seconds after which a transaction is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Suspects suspects = new Suspects();
    private final Progress progress;
    private final Duration patience;

    /** @param threads that decide */
    Watch(int threads) {
        this(threads, PATIENCE);
    }

    /** @param patience with one decision */
    Watch(int threads, Duration patience) {
        this.progress = new Progress(threads);
        this.patience = patience;
    }

    Trial opened(TaskId task) {
        return new Trial(progress.opened(task), suspects, patience);
    }

    void closed(Trial trial) {
        progress.closed(trial.progress());
    }

    void threadFailed() {
        progress.threadFailed();
    }

    boolean threadsFail() {
        return progress.threadsFail();
    }

    /**
     * The tasks that have something to do and get nothing done.
     *
     * @param lag records that wait for a task
     */
    List<String> stalled(ToLongFunction<TaskId> lag) {
        return progress.stalled(lag);
    }
}
