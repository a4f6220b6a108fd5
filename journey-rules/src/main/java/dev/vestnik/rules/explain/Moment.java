package dev.vestnik.rules.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a run: it moved, or a condition was asked whether it should.
 *
 * @param signal an event's type, {@code wake-up}, or {@code receipt} with what it says
 * @param id of the event or of the receipt's message; null of wake-ups
 * @param from the step in which it was; null: it begins here
 * @param to the step in which it is then; null: it has ended
 * @param conditions in the order in which they were asked
 */
public record Moment(
        Instant at,
        String signal,
        @Nullable String id,
        @Nullable String from,
        @Nullable String to,
        List<Looked> conditions) {
    public Moment {
        conditions = List.copyOf(conditions);
    }
}
