package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.journey.JourneyId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads runs of journeys out of the stores: which customers have a parked one is in an index, the runs are in the states. */
final class RunLists {
    private final StateCodec states;

    RunLists(StateCodec states) {
        this.states = states;
    }

    /** The parked ones of the first customers after this one, in the order of their keys. */
    List<Parked> parked(
            ReadOnlyKeyValueStore<byte[], byte[]> store, String after, int customers, Predicate<String> shops) {
        return parkedCustomers(store, after, customers, shops).stream()
                .flatMap(customer -> parked(store, customer))
                .toList();
    }

    /** The first so many of them, in the order of their keys. */
    private static Set<String> parkedCustomers(
            ReadOnlyKeyValueStore<byte[], byte[]> store, String after, int most, Predicate<String> shops) {
        TreeSet<String> first = new TreeSet<>();
        try (KeyValueIterator<byte[], byte[]> entries = store.range(StoreKeys.firstParked(), StoreKeys.lastParked())) {
            while (entries.hasNext()) {
                String customer = StoreKeys.customerOf(entries.next().key);
                if (customer.compareTo(after) > 0
                        && shops.test(CustomerKey.parse(customer).shop())) {
                    first.add(customer);
                }
                if (first.size() > most) {
                    first.pollLast();
                }
            }
        }
        return first;
    }

    private Stream<Parked> parked(ReadOnlyKeyValueStore<byte[], byte[]> store, String customer) {
        byte[] state = store.get(StoreKeys.state(customer.getBytes(StandardCharsets.UTF_8)));
        return state == null
                ? Stream.empty()
                : instances(state).stream()
                        .filter(instance -> instance.position() instanceof Position.Stuck)
                        .map(instance -> new Parked(CustomerKey.parse(customer), instance));
    }

    /** The customer with the parked instance, among those whose key has the hash in its id; null for none. */
    @Nullable
    CustomerKey ownerOfParked(ReadOnlyKeyValueStore<byte[], byte[]> store, UUID instance) {
        int hash = Ids.owner(instance);
        try (KeyValueIterator<byte[], byte[]> entries =
                store.range(StoreKeys.firstParked(hash), StoreKeys.lastParked(hash))) {
            while (entries.hasNext()) {
                String customer = StoreKeys.customerOf(entries.next().key);
                if (parked(store, customer).anyMatch(one -> one.instance().id().equals(instance))) {
                    return CustomerKey.parse(customer);
                }
            }
        }
        return null;
    }

    /** The numbers of customers at each step of each version of a journey. */
    StepCounts standing(ReadOnlyKeyValueStore<byte[], byte[]> customers, JourneyId journey) {
        Map<Integer, Map<String, Long>> counts = new TreeMap<>();
        try (KeyValueIterator<byte[], byte[]> all = customers.range(StoreKeys.firstState(), StoreKeys.lastState())) {
            while (all.hasNext()) {
                for (Instance instance : instances(all.next().value)) {
                    if (instance.journey().equals(journey)) {
                        counts.computeIfAbsent(instance.version(), version -> new TreeMap<>())
                                .merge(instance.step(), 1L, Long::sum);
                    }
                }
            }
        }
        return new StepCounts(counts);
    }

    /** The instances of a state; none of one that cannot be read. */
    private List<Instance> instances(byte[] state) {
        try {
            return states.read(state).state().instances();
        } catch (UnreadableStateException e) {
            return List.of();
        }
    }
}
