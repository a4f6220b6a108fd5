package dev.vestnik.rules.customer;

import java.util.List;

/**
 * The tasks and questions of journeys to people, from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param tasks in the order in which they were made, also those that were closed lately
 * @param dialogues questions without an answer, one a run at most
 */
public record People(List<Task> tasks, List<Dialogue> dialogues) {
    public static final People NONE = new People(List.of(), List.of());

    public People {
        tasks = List.copyOf(tasks);
        dialogues = List.copyOf(dialogues);
    }

    public People withTasks(List<Task> other) {
        return new People(other, dialogues);
    }

    public People withDialogues(List<Dialogue> other) {
        return new People(tasks, other);
    }

    /** Whether nothing is waited for. */
    public boolean isEmpty() {
        return tasks.isEmpty() && dialogues.isEmpty();
    }
}
