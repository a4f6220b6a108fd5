package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TaskSection;
import dev.vestnik.engine.streams.store.TaskEntry;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads tasks for people out of the stores: which there are is in their index, what they say in the states. */
final class TaskLists {
    private final TaskSection section = new TaskSection();

    List<PersonsTask> first(ReadOnlyKeyValueStore<byte[], byte[]> store, TaskFilter wanted, int most) {
        TreeMap<TaskFilter.Place, String> first = new TreeMap<>();
        try (KeyValueIterator<byte[], byte[]> entries = store.range(StoreKeys.firstTasks(), StoreKeys.lastTasks())) {
            while (entries.hasNext()) {
                KeyValue<byte[], byte[]> one = entries.next();
                String customer = StoreKeys.customerOf(one.key);
                for (TaskEntry entry : TaskEntry.read(one.value)) {
                    if (wanted.wants(customer, entry)) {
                        first.put(TaskFilter.place(entry), customer);
                    }
                }
                while (first.size() > most) {
                    first.pollLastEntry();
                }
            }
        }
        return first.entrySet().stream()
                .flatMap(entry -> read(store, entry.getValue(), entry.getKey().id()))
                .toList();
    }

    /** The task, of one of the customers whose key has the hash in its id. */
    Lookup<PersonsTask> task(ReadOnlyKeyValueStore<byte[], byte[]> store, UUID task) {
        int hash = Ids.owner(task);
        try (KeyValueIterator<byte[], byte[]> entries =
                store.range(StoreKeys.firstTasks(hash), StoreKeys.lastTasks(hash))) {
            while (entries.hasNext()) {
                String customer = StoreKeys.customerOf(entries.next().key);
                List<PersonsTask> found = read(store, customer, task).toList();
                if (!found.isEmpty()) {
                    return new Lookup.Found<>(found.getFirst());
                }
            }
        }
        return new Lookup.NotFound<>();
    }

    /** None where it was forgotten meanwhile. */
    private Stream<PersonsTask> read(ReadOnlyKeyValueStore<byte[], byte[]> store, String customer, UUID task) {
        byte[] state = store.get(StoreKeys.state(customer.getBytes(StandardCharsets.UTF_8)));
        return section.read(state).stream()
                .filter(one -> one.id().equals(task))
                .map(one -> new PersonsTask(CustomerKey.parse(customer), one));
    }
}
