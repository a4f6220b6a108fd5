package dev.vestnik.engine.streams.progress;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.TaskId;

/** Watches whether the tasks of this instance get on, and which inputs keep them from it. */
public final class Watch {
    /** Well within the ten seconds after which a transaction is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Suspects suspects = new Suspects();
    private final Progress progress;
    private final Duration patience;

    /** @param threads that decide */
    public Watch(int threads) {
        this(threads, PATIENCE);
    }

    /** @param patience with one decision */
    public Watch(int threads, Duration patience) {
        this.progress = new Progress(threads);
        this.patience = patience;
    }

    public Trial opened(TaskId task) {
        return new Trial(progress.opened(task), suspects, patience);
    }

    public void closed(Trial trial) {
        progress.closed(trial.progress());
    }

    public void threadFailed() {
        progress.threadFailed();
    }

    public boolean threadsFail() {
        return progress.threadsFail();
    }

    /**
     * The tasks that have something to do and get nothing done.
     *
     * @param lag records that wait for a task
     */
    public List<String> stalled(ToLongFunction<TaskId> lag) {
        return progress.stalled(lag);
    }
}
