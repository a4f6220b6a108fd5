package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.CursorCodec;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TimelineCodec;
import dev.vestnik.engine.streams.codec.TimelineCodec.Numbered;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.topic.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads the stores of this instance's active tasks. */
public final class LocalQueries implements CustomerQueries {
    /** The time that a sample may take: a question to each customer may cost much, and others wait for theirs. */
    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LocalStores stores;
    private final EventTrace trace;
    private final StateCodec states = new StateCodec();
    private final TimelineCodec timelines = new TimelineCodec();
    private final TaskLists tasks = new TaskLists();
    private final RunLists runs = new RunLists(states);
    private final CustomerSamples samples = new CustomerSamples(states);

    public LocalQueries(TopicLayout layout, EventTrace trace) {
        this.stores = new LocalStores(layout);
        this.trace = trace;
    }

    public void open(KafkaStreams streams, String hostPort) {
        stores.open(streams, hostPort);
    }

    @Override
    public Lookup<CustomerState> customer(CustomerKey customer) {
        return stores.at(customer.murmur2(), store -> {
            CustomerState state = state(store, customer);
            return state.isOfSomebody() ? new Lookup.Found<>(state) : new Lookup.NotFound<>();
        });
    }

    @Override
    public Lookup<CustomerState> stored(CustomerKey customer) {
        return stores.at(customer.murmur2(), store -> new Lookup.Found<>(state(store, customer)));
    }

    private CustomerState state(ReadOnlyKeyValueStore<byte[], byte[]> store, CustomerKey customer) {
        byte @Nullable [] stored = store.get(StoreKeys.state(bytes(customer)));
        return stored == null ? CustomerState.NEW : states.read(stored).state();
    }

    @Override
    public Lookup<List<TimelineEntry>> timeline(CustomerKey customer) {
        return stores.at(customer.murmur2(), store -> {
            List<TimelineEntry> entries = TimelineRing.read(store, bytes(customer), timelines);
            boolean known = !entries.isEmpty() || state(store, customer).isOfSomebody();
            boolean nobody = !known && trace.of(customer).isEmpty();
            return nobody ? new Lookup.NotFound<>() : new Lookup.Found<>(entries);
        });
    }

    @Override
    public Lookup<CustomerKey> customerOf(UUID message) {
        return stores.at(Ids.owner(message), store -> owner(store, message));
    }

    @Override
    public List<Passed> passed(CustomerKey customer) {
        return trace.of(customer);
    }

    /**
     * The customer with the message on the timeline, among those whose key has the hash in its id (nearly always one).
     */
    private Lookup<CustomerKey> owner(ReadOnlyKeyValueStore<byte[], byte[]> store, UUID message) {
        int hash = Ids.owner(message);
        try (KeyValueIterator<byte[], byte[]> slots =
                store.range(StoreKeys.firstTimeline(hash), StoreKeys.lastTimeline(hash))) {
            while (slots.hasNext()) {
                KeyValue<byte[], byte[]> slot = slots.next();
                if (TimelineRing.readable(timelines, slot.value).stream().anyMatch(entry -> isAbout(entry, message))) {
                    return new Lookup.Found<>(CustomerKey.parse(StoreKeys.customerOfTimeline(slot.key)));
                }
            }
        }
        return movedTo(store, hash);
    }

    /** The customer to whom a visitor with this hash has moved: what came along keeps the ids that it had. */
    private Lookup<CustomerKey> movedTo(ReadOnlyKeyValueStore<byte[], byte[]> store, int hash) {
        CustomerKey to = null;
        try (KeyValueIterator<byte[], byte[]> slots =
                store.range(StoreKeys.firstTimeline(hash), StoreKeys.lastTimeline(hash))) {
            while (to == null && slots.hasNext()) {
                byte[] state = store.get(StoreKeys.state(
                        StoreKeys.customerOfTimeline(slots.next().key).getBytes(StandardCharsets.UTF_8)));
                Ties.Departure departure =
                        state == null ? null : states.read(state).state().ties().departure();
                to = departure == null ? null : departure.to();
            }
        }
        return to == null ? new Lookup.NotFound<>() : new Lookup.Found<>(to);
    }

    private static boolean isAbout(Numbered entry, UUID message) {
        MessageFacts facts = entry.decision().message();
        return facts != null && message.equals(facts.id());
    }

    @Override
    public Lookup<List<Parked>> parked(String after, int customers, Predicate<String> shops) {
        return stores.ask(now -> new Lookup.Found<>(runs.parked(LocalStores.all(now), after, customers, shops)));
    }

    @Override
    public Lookup<CustomerKey> customerOfParked(UUID instance) {
        return stores.at(Ids.owner(instance), store -> {
            CustomerKey owner = runs.ownerOfParked(store, instance);
            return owner == null ? movedTo(store, Ids.owner(instance)) : new Lookup.Found<>(owner);
        });
    }

    @Override
    public Lookup<List<PersonsTask>> tasks(TaskFilter wanted, int most) {
        return stores.ask(now -> new Lookup.Found<>(tasks.first(LocalStores.all(now), wanted, most)));
    }

    @Override
    public Lookup<PersonsTask> task(UUID task) {
        return stores.at(Ids.owner(task), store -> tasks.task(store, task));
    }

    @Override
    public Lookup<CustomerKey> customerOfTask(UUID task) {
        return stores.at(
                Ids.owner(task),
                store -> tasks.task(store, task) instanceof Lookup.Found<PersonsTask>(var found)
                        ? new Lookup.Found<>(found.customer())
                        : movedTo(store, Ids.owner(task)));
    }

    @Override
    public Lookup<StepCounts> inFlight(JourneyId journey) {
        return stores.ask(now -> new Lookup.Found<>(runs.standing(LocalStores.all(now), journey)));
    }

    @Override
    public Lookup<Set<String>> hosts() {
        return stores.hosts();
    }

    @Override
    public Lookup<Boolean> hasFirst() {
        return stores.hasFirst();
    }

    @Override
    public <T extends CustomerTally> Lookup<List<CustomerTally.Share<T>>> sample(int most, Supplier<T> tallies) {
        return stores.ask(now -> {
            List<CustomerTally.Share<T>> shares = new ArrayList<>();
            List<Integer> own = stores.own(now);
            long from = System.nanoTime();
            for (int partition : own) {
                long until = from + SAMPLE_NANOS * (shares.size() + 1) / own.size();
                shares.add(samples.share(
                        LocalStores.one(now, partition), new CustomerSamples.Bounds(most, until), tallies.get()));
            }
            return new Lookup.Found<>(shares);
        });
    }

    @Override
    public Lookup<List<Walked>> walked(JourneyId campaign) {
        return stores.ask(now -> {
            List<Walked> all = new ArrayList<>();
            for (int partition : stores.own(now)) {
                byte[] cursor = LocalStores.one(now, partition).get(StoreKeys.cursor(campaign));
                all.add(new Walked(partition, cursor == null ? null : CursorCodec.read(cursor)));
            }
            return new Lookup.Found<>(all);
        });
    }

    private static byte[] bytes(CustomerKey customer) {
        return customer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
