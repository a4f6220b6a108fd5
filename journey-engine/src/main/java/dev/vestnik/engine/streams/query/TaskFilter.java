package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.store.TaskEntry;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that are wanted.
 *
 * @param queue null: every queue
 * @param shops whose customers may be seen
 * @param after the place in the list behind which they are; null: from the beginning
 */
public record TaskFilter(
        @Nullable String queue,
        Set<Task.Status> statuses,
        Predicate<String> shops,
        @Nullable Place after) {

    /** A place in the list, which begins with the oldest task. */
    public record Place(Instant madeAt, UUID id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::madeAt).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    public TaskFilter {
        statuses = Set.copyOf(statuses);
    }

    boolean wants(String customer, TaskEntry entry) {
        return (queue == null || queue.equals(entry.queue()))
                && statuses.contains(entry.status())
                && (after == null || place(entry).compareTo(after) > 0)
                && shops.test(CustomerKey.parse(customer).shop());
    }

    static Place place(TaskEntry entry) {
        return new Place(entry.madeAt(), entry.id());
    }
}
