package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Task.Progress;
import dev.vestnik.rules.customer.Task.Status;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.TaskReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what a person wants with a task, and answers. The customer's key decides, so one of two who take the same task gets it.
 *
 * @param ask that brought the wish
 */
record TaskDesk(Turn turn, EventRules events, Signal.Asked ask) {
    /** The event that a finished task is. */
    static final String FINISHED = "task.finished";

    static final String OUTCOME = "outcome";
    static final String TASK = "task";
    static final String STEP = "step";
    private static final String SOURCE = "/vestnik/tasks";

    void handle(Request.HandleTask wanted) {
        Task task = Tasks.find(turn, wanted.task());
        if (task == null) {
            refuse(Declined.NO_TASK, "there is no task of this id, or it was closed long ago");
        } else if (!task.isPending()) {
            closed(task, wanted.deed());
        } else {
            switch (wanted.deed()) {
                case TaskDeed.Take(String by) -> take(task, by, wanted.requestedBy());
                case TaskDeed.Release release -> release(task, wanted.requestedBy());
                case TaskDeed.Finish finish -> finish(task, finish, wanted.requestedBy());
            }
        }
    }

    /** Ends the task; the one who finished it may repeat the call. */
    private void closed(Task task, TaskDeed deed) {
        Progress end = task.progress();
        boolean same = deed instanceof TaskDeed.Finish finish
                && end.status() == Status.FINISHED
                && finish.by().equals(end.by())
                && Objects.equals(finish.outcome(), end.result());
        if (same) {
            grant(task);
        } else {
            refuse(Declined.TASK_CLOSED, how(end));
        }
    }

    private static String how(Progress end) {
        return switch (end.status()) {
            case WITHDRAWN ->
                "the task was withdrawn at " + end.since() + ", there is nothing to do any more: " + end.result();
            case EXPIRED -> "the task has expired at " + end.since() + ": nobody had finished it in time";
            case FINISHED, OPEN, TAKEN -> end.by() + " has finished the task at " + end.since();
        };
    }

    private void take(Task task, String by, String requestedBy) {
        if (isOfAnother(task, by)) {
            taken(task);
            return;
        }
        Task mine = task.progress().status() == Status.TAKEN
                ? task
                : task.with(new Progress(Status.TAKEN, by, null, turn.now()));
        if (mine != task) {
            Tasks.become(turn, mine, TaskReason.TAKEN, Map.of("requestedBy", requestedBy));
        }
        grant(mine);
    }

    private static boolean isOfAnother(Task task, String by) {
        return task.progress().status() == Status.TAKEN
                && !by.equals(task.progress().by());
    }

    private void taken(Task task) {
        refuse(
                Declined.TASK_TAKEN,
                task.progress().by() + " has the task since " + task.progress().since());
    }

    /** Anybody may: who has taken it may have gone home. */
    private void release(Task task, String requestedBy) {
        Task free = task.progress().status() == Status.OPEN
                ? task
                : task.with(new Progress(Status.OPEN, null, null, turn.now()));
        if (free != task) {
            Tasks.become(turn, free, TaskReason.RELEASED, Map.of("requestedBy", requestedBy));
        }
        grant(free);
    }

    private void finish(Task task, TaskDeed.Finish finish, String requestedBy) {
        String outcome = finish.outcome();
        if (isOfAnother(task, finish.by())) {
            taken(task);
        } else if (outcome == null
                ? !task.outcomes().isEmpty()
                : !task.outcomes().contains(outcome)) {
            refuse(Declined.NO_OUTCOME, choices(task));
        } else {
            Task done = task.with(new Progress(Status.FINISHED, finish.by(), outcome, turn.now()));
            Map<String, String> inputs = new HashMap<>(Map.of("requestedBy", requestedBy));
            if (outcome != null) {
                inputs.put(OUTCOME, outcome);
            }
            Tasks.become(turn, done, TaskReason.FINISHED, inputs);
            grant(done);
            happened(done, finish.note());
        }
    }

    private static String choices(Task task) {
        return task.outcomes().isEmpty()
                ? "the task has no outcomes to choose from"
                : "must be one of " + String.join(", ", task.outcomes());
    }

    /** Its run hears of it as of any other event, and so do other journeys. */
    private void happened(Task task, @Nullable String note) {
        Map<String, Object> data = new HashMap<>();
        data.put(TASK, task.id().toString());
        data.put("queue", task.queue());
        data.put("journey", task.origin().journey().value());
        data.put(STEP, task.origin().step());
        data.put("by", Objects.requireNonNull(task.progress().by()));
        if (task.progress().result() != null) {
            data.put(OUTCOME, task.progress().result());
        }
        if (note != null) {
            data.put("note", note);
        }
        Event event = new Event(SOURCE, task.id().toString(), FINISHED, turn.now(), Map.copyOf(data));
        turn.because(
                new Cause.ByEvent(FINISHED, event.id(), turn.now(), turn.cause().causedAt()));
        events.derived(turn, event, true);
    }

    private void grant(Task task) {
        Map<String, Object> answer = new HashMap<>();
        answer.put(TASK, task.id().toString());
        answer.put("state", task.progress().status().label());
        if (task.progress().by() != null) {
            answer.put("takenBy", task.progress().by());
        }
        turn.bringAbout(new Effect.Grant(ask.askId(), ask.asker(), answer));
    }

    private void refuse(Declined reason, String detail) {
        turn.bringAbout(new Effect.Refuse(ask.askId(), ask.asker(), reason, detail));
    }
}
