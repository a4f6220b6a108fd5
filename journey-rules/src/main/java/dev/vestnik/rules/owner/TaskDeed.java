package dev.vestnik.rules.owner;

import org.jspecify.annotations.Nullable;

/** A person's deed with a task. */
public sealed interface TaskDeed {
    /** The longest name of a person, in characters. */
    int LONGEST_NAME = 100;

    /** The longest note, in characters: it is in the event, and so in the state of who waits for it. */
    int LONGEST_NOTE = 1_000;

    /** @param by the person who does it from now on */
    record Take(String by) implements TaskDeed {}

    /** The task is for anybody again. */
    record Release() implements TaskDeed {}

    /**
     * The task is done.
     *
     * @param outcome one of those that the task has; null where it has none
     * @param note what else there is to say; null: nothing
     */
    record Finish(
            String by, @Nullable String outcome, @Nullable String note) implements TaskDeed {}
}
