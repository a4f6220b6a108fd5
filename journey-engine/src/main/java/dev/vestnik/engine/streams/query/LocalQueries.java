package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.CursorCodec;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TimelineCodec;
import dev.vestnik.engine.streams.codec.TimelineCodec.Numbered;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.topic.TopicLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stores of this instance's active tasks. */
public final class LocalQueries implements CustomerQueries {
    private static final Logger log = LoggerFactory.getLogger(LocalQueries.class);

    private static final double HASHES = 1L << Integer.SIZE;

    /** Of a sample: what is asked of each customer may cost much, and others wait for theirs. */
    private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TopicLayout layout;
    private final EventTrace trace;
    private final StateCodec states = new StateCodec();
    private final TimelineCodec timelines = new TimelineCodec();
    private final TaskLists tasks = new TaskLists();
    private volatile @Nullable Running running;

    private record Running(KafkaStreams streams, HostInfo here) {}

    public LocalQueries(TopicLayout layout, EventTrace trace) {
        this.layout = layout;
        this.trace = trace;
    }

    public void open(KafkaStreams streams, String hostPort) {
        running = new Running(streams, HostInfo.buildFromEndpoint(hostPort));
    }

    @Override
    public Lookup<CustomerState> customer(CustomerKey customer) {
        return at(customer.murmur2(), store -> {
            CustomerState state = state(store, customer);
            return state.isOfSomebody() ? new Lookup.Found<>(state) : new Lookup.NotFound<>();
        });
    }

    @Override
    public Lookup<CustomerState> stored(CustomerKey customer) {
        return at(customer.murmur2(), store -> new Lookup.Found<>(state(store, customer)));
    }

    private CustomerState state(ReadOnlyKeyValueStore<byte[], byte[]> store, CustomerKey customer) {
        byte @Nullable [] stored = store.get(StoreKeys.state(bytes(customer)));
        return stored == null ? CustomerState.NEW : states.read(stored).state();
    }

    @Override
    public Lookup<List<TimelineEntry>> timeline(CustomerKey customer) {
        return at(customer.murmur2(), store -> {
            List<TimelineEntry> entries = TimelineRing.read(store, bytes(customer), timelines);
            boolean known = !entries.isEmpty() || state(store, customer).isOfSomebody();
            boolean nobody = !known && trace.of(customer).isEmpty();
            return nobody ? new Lookup.NotFound<>() : new Lookup.Found<>(entries);
        });
    }

    @Override
    public Lookup<CustomerKey> customerOf(UUID message) {
        return at(Ids.owner(message), store -> owner(store, message));
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
        return ask(now -> {
            ReadOnlyKeyValueStore<byte[], byte[]> store = all(now);
            return new Lookup.Found<>(parkedCustomers(store, after, customers, shops).stream()
                    .flatMap(customer -> parked(store, customer))
                    .toList());
        });
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

    @Override
    public Lookup<CustomerKey> customerOfParked(UUID instance) {
        return at(Ids.owner(instance), store -> parkedOwner(store, instance));
    }

    /** The customer with the parked instance, among those whose key has the hash in its id. */
    private Lookup<CustomerKey> parkedOwner(ReadOnlyKeyValueStore<byte[], byte[]> store, UUID instance) {
        int hash = Ids.owner(instance);
        try (KeyValueIterator<byte[], byte[]> entries =
                store.range(StoreKeys.firstParked(hash), StoreKeys.lastParked(hash))) {
            while (entries.hasNext()) {
                String customer = StoreKeys.customerOf(entries.next().key);
                if (parked(store, customer).anyMatch(one -> one.instance().id().equals(instance))) {
                    return new Lookup.Found<>(CustomerKey.parse(customer));
                }
            }
        }
        return movedTo(store, hash);
    }

    @Override
    public Lookup<List<PersonsTask>> tasks(TaskFilter wanted, int most) {
        return ask(now -> new Lookup.Found<>(tasks.first(all(now), wanted, most)));
    }

    @Override
    public Lookup<PersonsTask> task(UUID task) {
        return at(Ids.owner(task), store -> tasks.task(store, task));
    }

    @Override
    public Lookup<CustomerKey> customerOfTask(UUID task) {
        return at(
                Ids.owner(task),
                store -> tasks.task(store, task) instanceof Lookup.Found<PersonsTask>(var found)
                        ? new Lookup.Found<>(found.customer())
                        : movedTo(store, Ids.owner(task)));
    }

    @Override
    public Lookup<Standing> inFlight(JourneyId journey) {
        return ask(now -> new Lookup.Found<>(inFlight(journey, all(now))));
    }

    /** The stores of all local tasks as one. */
    private static ReadOnlyKeyValueStore<byte[], byte[]> all(Running now) {
        return now.streams()
                .store(StoreQueryParameters.fromNameAndType(
                        EngineStores.CUSTOMERS, QueryableStoreTypes.keyValueStore()));
    }

    /** The store of the local task of this partition. */
    private static ReadOnlyKeyValueStore<byte[], byte[]> one(Running now, int partition) {
        return now.streams()
                .store(StoreQueryParameters.fromNameAndType(
                                EngineStores.CUSTOMERS, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                        .withPartition(partition));
    }

    private Standing inFlight(JourneyId journey, ReadOnlyKeyValueStore<byte[], byte[]> customers) {
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
        return new Standing(counts);
    }

    @Override
    public <T extends Tally> Lookup<List<Tally.Share<T>>> sample(int most, Supplier<T> tallies) {
        return ask(now -> {
            List<Tally.Share<T>> shares = new ArrayList<>();
            List<Integer> own = IntStream.range(0, layout.partitions())
                    .filter(partition -> owner(now.streams(), partition).equals(now.here()))
                    .boxed()
                    .toList();
            long from = System.nanoTime();
            for (int partition : own) {
                long until = from + SAMPLE_NANOS * (shares.size() + 1) / own.size();
                shares.add(share(one(now, partition), new Bounds(most, until), tallies.get()));
            }
            return new Lookup.Found<>(shares);
        });
    }

    @Override
    public Lookup<List<Walked>> walked(JourneyId campaign) {
        return ask(now -> {
            List<Walked> all = new ArrayList<>();
            for (int partition = 0; partition < layout.partitions(); partition++) {
                if (owner(now.streams(), partition).equals(now.here())) {
                    byte[] cursor = one(now, partition).get(StoreKeys.cursor(campaign));
                    all.add(new Walked(partition, cursor == null ? null : CursorCodec.read(cursor)));
                }
            }
            return new Lookup.Found<>(all);
        });
    }

    /** The end of a sample: at so many customers, or at that {@link System#nanoTime}. */
    private record Bounds(int most, long until) {
        boolean allow(int read) {
            return read == 0 || read < most && System.nanoTime() - until < 0;
        }
    }

    private <T extends Tally> Tally.Share<T> share(
            ReadOnlyKeyValueStore<byte[], byte[]> store, Bounds bounds, T tally) {
        int hash = 0;
        try (KeyValueIterator<byte[], byte[]> all = store.range(StoreKeys.firstState(), StoreKeys.lastState())) {
            for (int read = 0; bounds.allow(read) && all.hasNext(); read++) {
                KeyValue<byte[], byte[]> one = all.next();
                hash = StoreKeys.hashOf(one.key);
                add(tally, StoreKeys.customerOf(one.key), one.value);
            }
            return new Tally.Share<>(tally, all.hasNext() ? (Integer.toUnsignedLong(hash) + 1) / HASHES : 1);
        }
    }

    /** One that cannot be read is nobody's now. */
    private void add(Tally tally, String customer, byte[] state) {
        try {
            tally.add(CustomerKey.parse(customer), states.read(state).state());
        } catch (UnreadableStateException e) {
            log.info("sample=passed-over cause=\"{}\"", e.getMessage());
        }
    }

    /** The instances of a state; none of one that cannot be read. */
    private List<Instance> instances(byte[] state) {
        try {
            return states.read(state).state().instances();
        } catch (UnreadableStateException e) {
            return List.of();
        }
    }

    @Override
    public Lookup<Set<String>> hosts() {
        return ask(now -> new Lookup.Found<>(now.streams().metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(HostInfo.unavailable()))
                .map(LocalQueries::hostPort)
                .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Lookup<Boolean> hasFirst() {
        return ask(now -> {
            HostInfo owner = owner(now.streams(), 0);
            return owner.equals(HostInfo.unavailable())
                    ? new Lookup.Rebalancing<>()
                    : new Lookup.Found<>(owner.equals(now.here()));
        });
    }

    private <T> Lookup<T> at(int murmur2, Function<ReadOnlyKeyValueStore<byte[], byte[]>, Lookup<T>> question) {
        return ask(now -> {
            int partition = Utils.toPositive(murmur2) % layout.partitions();
            HostInfo owner = owner(now.streams(), partition);
            if (owner.equals(HostInfo.unavailable())) {
                return new Lookup.Rebalancing<>();
            }
            return owner.equals(now.here())
                    ? question.apply(one(now, partition))
                    : new Lookup.Elsewhere<>(hostPort(owner));
        });
    }

    /** Kafka Streams says in two ways that it cannot tell now: of a store that moves or closes, and of itself when it is not running. */
    private <T> Lookup<T> ask(Function<Running, Lookup<T>> question) {
        Running now = running;
        if (now == null) {
            return new Lookup.Rebalancing<>();
        }
        try {
            return question.apply(now);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return new Lookup.Rebalancing<>();
        }
    }

    private static HostInfo owner(KafkaStreams streams, int partition) {
        KeyQueryMetadata metadata = streams.queryMetadataForKey(
                EngineStores.CUSTOMERS, new byte[0], (topic, key, value, count) -> Optional.of(Set.of(partition)));
        return metadata.equals(KeyQueryMetadata.NOT_AVAILABLE) ? HostInfo.unavailable() : metadata.activeHost();
    }

    private static String hostPort(HostInfo host) {
        return host.host() + ":" + host.port();
    }

    private static byte[] bytes(CustomerKey customer) {
        return customer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
