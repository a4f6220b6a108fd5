package dev.vestnik.rules.customer;

import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a journey wants a person to do for a customer, such as a call.
 *
 * @param queue of those who are to do it
 * @param text what is to be done, made of what its run knew then; null where that could not be made
 * @param outcomes with one of which it is finished; none: it is just finished
 * @param escalated whether it has moved to its second queue
 * @param due when it is not waited for any more, or escalates
 */
public record Task(
        UUID id,
        Origin origin,
        String queue,
        @Nullable String text,
        List<String> outcomes,
        boolean escalated,
        Instant madeAt,
        Instant due,
        Progress progress) {

    /** The run that waits for it, and the step in which it does. */
    public record Origin(UUID instance, JourneyId journey, int version, String step) {}

    /**
     * The progress of the task.
     *
     * @param by who has it, or had it at the end; null: nobody
     * @param result the outcome of a finished one; why another one is closed, in a word; null otherwise
     * @param since when it came to this
     */
    public record Progress(
            Status status, @Nullable String by, @Nullable String result, Instant since) {}

    /** The states of a task. */
    public enum Status {
        /** Nobody has it. */
        OPEN("open"),
        /** A person is at it. */
        TAKEN("taken"),
        FINISHED("finished"),
        /** Its run has gone elsewhere or has ended: there is nothing to do any more. */
        WITHDRAWN("withdrawn"),
        /** Nobody has finished it in time. */
        EXPIRED("expired");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Its name in the API: it never changes. */
        public String label() {
            return label;
        }

        /** Whether it is still to be done. */
        public boolean isPending() {
            return this == OPEN || this == TAKEN;
        }
    }

    public Task {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether it is still to be done. */
    public boolean isPending() {
        return progress.status().isPending();
    }

    public Task with(Progress other) {
        return new Task(id, origin, queue, text, outcomes, escalated, madeAt, due, other);
    }

    /** The same, with other outcomes to choose from and another end. */
    public Task offering(List<String> others, Instant otherDue) {
        return new Task(id, origin, queue, text, others, escalated, madeAt, otherDue, progress);
    }

    /** The same in its second queue, where nobody has it. */
    public Task escalatedTo(String other, Instant otherDue, Instant now) {
        Progress anew = new Progress(Status.OPEN, null, null, now);
        return new Task(id, origin, other, text, outcomes, true, madeAt, otherDue, anew);
    }

    /** The same with another text. */
    public Task saying(String other) {
        return new Task(id, origin, queue, other, outcomes, escalated, madeAt, due, progress);
    }
}
