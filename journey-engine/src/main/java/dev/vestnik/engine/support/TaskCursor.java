package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.TaskFilter.Place;
import dev.vestnik.rules.document.Fault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the list of tasks as callers have it, without a meaning for them. */
final class TaskCursor {
    private static final int UUID_LENGTH = 36;

    private TaskCursor() {}

    static String of(TaskView last) {
        return last.task().toString() + last.madeAt().toEpochMilli();
    }

    /** @throws ProblemException 422 for what is none */
    static @Nullable Place read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(cursor.substring(0, UUID_LENGTH));
            return new Place(Instant.ofEpochMilli(Long.parseLong(cursor.substring(UUID_LENGTH))), id);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ProblemException.faults(List.of(new Fault("cursor", "must be the \"next\" of a page before")));
        }
    }
}
