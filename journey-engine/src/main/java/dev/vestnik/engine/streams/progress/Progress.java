package dev.vestnik.engine.streams.progress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.TaskId;

/** Whether the tasks of this instance get on: RUNNING alone does not say so. Thread-safe. */
final class Progress {
    private static final int TOO_MANY_FAILURES_A_THREAD = 3;
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(1);

    private final Set<TaskProgress> tasks = ConcurrentHashMap.newKeySet();
    private final Deque<Long> failures = new ArrayDeque<>();
    private final int threads;

    /** @param threads that there are: in a fault of the broker's each may end once */
    Progress(int threads) {
        this.threads = threads;
    }

    TaskProgress opened(TaskId task) {
        TaskProgress progress = new TaskProgress(task);
        tasks.add(progress);
        return progress;
    }

    void closed(TaskProgress progress) {
        tasks.remove(progress);
    }

    /** A stream thread has ended. */
    synchronized void threadFailed() {
        failures.addLast(System.nanoTime());
    }

    /** Whether threads end again and again. */
    synchronized boolean threadsFail() {
        long now = System.nanoTime();
        while (!failures.isEmpty() && now - failures.getFirst() > REMEMBERED) {
            failures.removeFirst();
        }
        return failures.size() >= TOO_MANY_FAILURES_A_THREAD * threads;
    }

    /** @param lag records that wait for a task */
    List<String> stalled(ToLongFunction<TaskId> lag) {
        long now = System.nanoTime();
        long nowMillis = System.currentTimeMillis();
        return tasks.stream()
                .filter(task -> task.isStalled(lag.applyAsLong(task.task()), now, nowMillis))
                .map(task -> task.task().toString())
                .sorted()
                .toList();
    }
}
