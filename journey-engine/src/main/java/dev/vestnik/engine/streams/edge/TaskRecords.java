package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.schemas.engine.HandleTask;
import dev.vestnik.schemas.engine.TaskDeedKind;
import java.util.Objects;
import java.util.UUID;

/** Reads and writes what people do with tasks. */
final class TaskRecords {
    private TaskRecords() {}

    static HandleTask request(Request.HandleTask wanted) {
        HandleTask.Builder handle =
                HandleTask.newBuilder().setTask(wanted.task().toString()).setRequestedBy(wanted.requestedBy());
        return switch (wanted.deed()) {
            case TaskDeed.Take(String by) ->
                handle.setDeed(TaskDeedKind.TAKE).setBy(by).build();
            case TaskDeed.Release release ->
                handle.setDeed(TaskDeedKind.RELEASE).build();
            case TaskDeed.Finish finish ->
                handle.setDeed(TaskDeedKind.FINISH)
                        .setBy(finish.by())
                        .setOutcome(finish.outcome())
                        .setNote(finish.note())
                        .build();
        };
    }

    static Request.HandleTask read(HandleTask handle) {
        TaskDeed deed = switch (handle.getDeed()) {
            case TAKE -> new TaskDeed.Take(by(handle));
            case RELEASE -> new TaskDeed.Release();
            case FINISH -> new TaskDeed.Finish(by(handle), handle.getOutcome(), handle.getNote());
        };
        return new Request.HandleTask(UUID.fromString(handle.getTask()), deed, handle.getRequestedBy());
    }

    private static String by(HandleTask handle) {
        return Objects.requireNonNull(handle.getBy(), "a person takes and finishes a task");
    }
}
