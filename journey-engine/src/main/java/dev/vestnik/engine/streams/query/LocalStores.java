package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.store.EngineStores;
import dev.vestnik.schemas.topic.TopicLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of this instance's active tasks, and which instance has those of the others. */
final class LocalStores {
    private final TopicLayout layout;
    private volatile @Nullable Running running;

    /** Kafka Streams, and the address of this instance. */
    record Running(KafkaStreams streams, HostInfo here) {}

    LocalStores(TopicLayout layout) {
        this.layout = layout;
    }

    void open(KafkaStreams streams, String hostPort) {
        running = new Running(streams, HostInfo.buildFromEndpoint(hostPort));
    }

    /** The stores of all local tasks as one. */
    static ReadOnlyKeyValueStore<byte[], byte[]> all(Running now) {
        return now.streams()
                .store(StoreQueryParameters.fromNameAndType(
                        EngineStores.CUSTOMERS, QueryableStoreTypes.keyValueStore()));
    }

    /** The store of the local task of this partition. */
    static ReadOnlyKeyValueStore<byte[], byte[]> one(Running now, int partition) {
        return now.streams()
                .store(StoreQueryParameters.fromNameAndType(
                                EngineStores.CUSTOMERS, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                        .withPartition(partition));
    }

    /** The partitions whose customers are here. */
    List<Integer> own(Running now) {
        return IntStream.range(0, layout.partitions())
                .filter(partition -> owner(now.streams(), partition).equals(now.here()))
                .boxed()
                .toList();
    }

    Lookup<Set<String>> hosts() {
        return ask(now -> new Lookup.Found<>(now.streams().metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(HostInfo.unavailable()))
                .map(LocalStores::hostPort)
                .collect(Collectors.toUnmodifiableSet())));
    }

    Lookup<Boolean> hasFirst() {
        return ask(now -> {
            HostInfo owner = owner(now.streams(), 0);
            return owner.equals(HostInfo.unavailable())
                    ? new Lookup.Rebalancing<>()
                    : new Lookup.Found<>(owner.equals(now.here()));
        });
    }

    /** Asks the store that has the customers of this hash. */
    <T> Lookup<T> at(int murmur2, Function<ReadOnlyKeyValueStore<byte[], byte[]>, Lookup<T>> question) {
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
    <T> Lookup<T> ask(Function<Running, Lookup<T>> question) {
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
}
