package dev.vestnik.rules.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as both sides tell it.
 *
 * @param run the journey and the event that started its run; null where it is of no run
 * @param detail what else both sides tell of it, such as the arm of an experiment; null: nothing
 */
public record Line(
        Instant now,
        String outcome,
        @Nullable String reason,
        @Nullable String run,
        @Nullable String step,
        @Nullable String channel,
        @Nullable String detail) {
    /** The same of the run alone: in which step it is when it enters or leaves says nothing. */
    Line ofRun() {
        return new Line(now, outcome, reason, run, null, null, detail);
    }

    @Override
    public String toString() {
        return now + " " + outcome + " " + reason + " " + run + " " + step + " " + channel
                + (detail == null ? "" : " " + detail);
    }
}
