package dev.vestnik.rules.customer;

import java.util.List;

/**
 * What journeys wait for people to do or to say, from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable.
 *
 * @param tasks in the order in which they were made, also those that were closed lately
 */
public record People(List<Task> tasks) {
    public static final People NONE = new People(List.of());

    public People {
        tasks = List.copyOf(tasks);
    }

    public People withTasks(List<Task> other) {
        return new People(other);
    }

    /** Whether nothing is waited for. */
    public boolean isEmpty() {
        return tasks.isEmpty();
    }
}
