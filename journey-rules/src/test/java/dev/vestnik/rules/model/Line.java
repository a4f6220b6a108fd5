package dev.vestnik.rules.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as both sides tell it.
 *
 * @param run the journey and the event that started its run; null where it is of no run
 */
public record Line(
        Instant now,
        String outcome,
        @Nullable String reason,
        @Nullable String run,
        @Nullable String step,
        @Nullable String channel) {
    boolean message() {
        return channel != null;
    }

    /** The same of the run alone: in which step it is when it enters or leaves says nothing. */
    Line ofRun() {
        return new Line(now, outcome, reason, run, null, null);
    }

    @Override
    public String toString() {
        return now + " " + outcome + " " + reason + " " + run + " " + step + " " + channel;
    }
}
