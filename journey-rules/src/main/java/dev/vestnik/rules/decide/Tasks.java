package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Task.Progress;
import dev.vestnik.rules.customer.Task.Status;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.reason.RevokeReason;
import dev.vestnik.rules.reason.TaskReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a customer's runs. A run has one at most that is still to be done, in the step in which it waits for it; what it leaves
 * behind there is withdrawn. Texts and the names of people are in the state alone, never in decisions.
 */
final class Tasks {
    /** Nobody calls a customer that often in a day; a journey that makes more has lost its way. */
    static final int MOST_PENDING = 20;

    /** Closed ones are kept for who comes too late to them. */
    static final int MOST_CLOSED = 20;

    static final Duration CLOSED_KEPT = Duration.ofDays(7);

    private Tasks() {}

    /** Makes a task where there is room; else a decision says that there is none. */
    static void make(Turn turn, Task task) {
        About about = about(task);
        if (countPending(turn) >= MOST_PENDING || turn.isFull() || !turn.allows(FeatureLevel.LANGUAGE)) {
            StateBounds.drop(turn, DropReason.TASK_NOT_MADE, about, Map.of("queue", task.queue()));
            return;
        }
        put(turn, task);
        record(turn, task, TaskReason.MADE, Map.of("due", task.due().toString()));
    }

    /** Adds a visitor's tasks. Where there is no room for one more that is to be done, its run waits for nobody until its time is over. */
    static void unite(Turn turn, List<Task> came) {
        for (Task task : came) {
            if (find(turn, task.id()) != null) {
                continue;
            }
            if (task.isPending() && countPending(turn) >= MOST_PENDING) {
                StateBounds.drop(turn, DropReason.TASK_NOT_MADE, about(task), Map.of("queue", task.queue()));
            } else {
                put(turn, task);
            }
        }
    }

    private static long countPending(Turn turn) {
        return turn.state().memory().people().tasks().stream()
                .filter(Task::isPending)
                .count();
    }

    /** Null where there is none, or it was closed too long ago. */
    static @Nullable Task find(Turn turn, UUID id) {
        for (Task task : turn.state().memory().people().tasks()) {
            if (task.id().equals(id)) {
                return task;
            }
        }
        return null;
    }

    /** The id of the task that a run makes in the step where it is. */
    static UUID id(Turn turn, Instance here) {
        return Ids.task(turn.keyOf(here), here.id(), here.step(), here.iteration());
    }

    /** Whether the run waits for the task that was finished: its id is made of the id that the step had, which the event names. */
    static boolean isOf(Turn turn, Instance run, Event finished) {
        return finished.data().get(TaskDesk.STEP) instanceof String step
                && id(turn, run.at(step, run.iteration(), run.position()))
                        .toString()
                        .equals(finished.data().get(TaskDesk.TASK));
    }

    /** The task that the instance waits for; null where it waits for none. */
    static @Nullable Task pending(Turn turn, UUID instance) {
        for (Task task : turn.state().memory().people().tasks()) {
            if (task.isPending() && task.origin().instance().equals(instance)) {
                return task;
            }
        }
        return null;
    }

    /** Moves the task on; says so without the names of people. */
    static void become(Turn turn, Task task, TaskReason reason, Map<String, String> inputs) {
        put(turn, task);
        record(turn, task, reason, inputs);
    }

    /** Takes back what the instance, which goes elsewhere, has left to be done. */
    static void withdraw(Turn turn, UUID instance, RevokeReason because) {
        Task task = pending(turn, instance);
        if (task != null) {
            Progress closed = new Progress(Status.WITHDRAWN, task.progress().by(), because.label(), turn.now());
            become(turn, task.with(closed), TaskReason.WITHDRAWN, Map.of("because", because.label()));
        }
    }

    /** Closes a task that nobody has finished in time. */
    static void expire(Turn turn, Task task) {
        Progress closed = new Progress(Status.EXPIRED, task.progress().by(), null, turn.now());
        become(turn, task.with(closed), TaskReason.EXPIRED, Map.of());
    }

    /** Replaces the task with this id, or adds it; the oldest closed one makes room where there are too many. */
    static void put(Turn turn, Task task) {
        List<Task> all = new ArrayList<>(turn.state().memory().people().tasks());
        int place = place(all, task.id());
        if (place < 0) {
            all.add(task);
        } else {
            all.set(place, task);
        }
        List<Task> closed = all.stream().filter(one -> !one.isPending()).toList();
        if (closed.size() > MOST_CLOSED) {
            Task gone = closed.getFirst();
            all.remove(gone);
            StateBounds.drop(
                    turn,
                    DropReason.TASK_NOT_KEPT,
                    about(gone),
                    Map.of("task", gone.id().toString()));
        }
        var memory = turn.state().memory();
        turn.become(turn.state().withMemory(memory.withPeople(memory.people().withTasks(all))));
    }

    private static int place(List<Task> tasks, UUID id) {
        for (int i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static void record(Turn turn, Task task, TaskReason reason, Map<String, String> more) {
        Map<String, String> inputs = new HashMap<>(more);
        inputs.put("task", task.id().toString());
        inputs.put("queue", task.queue());
        turn.record(Outcome.TASK, reason, about(task), null, List.of(), inputs);
    }

    private static About about(Task task) {
        Task.Origin origin = task.origin();
        return new About(origin.journey().value(), origin.version(), origin.instance(), origin.step());
    }

    static Task.Origin origin(Instance instance) {
        return new Task.Origin(instance.id(), instance.journey(), instance.version(), instance.step());
    }

    /** Whether it is still to be done, or was closed lately. */
    static boolean matters(Task task, Instant now) {
        return task.isPending() || task.progress().since().plus(CLOSED_KEPT).isAfter(now);
    }

    /** The time at which the first one is forgotten; null where there is none. */
    static @Nullable Instant forgetAt(List<Task> tasks) {
        Instant first = null;
        for (Task task : tasks) {
            Instant at = task.isPending() ? null : task.progress().since().plus(CLOSED_KEPT);
            first = at == null || first != null && first.isBefore(at) ? first : at;
        }
        return first;
    }
}
