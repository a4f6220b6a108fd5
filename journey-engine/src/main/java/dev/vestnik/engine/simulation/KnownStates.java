package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.RecordedEvents.Stretch;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.simulation.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The states of a partition's customers of today: read from the changelog of the engine's store, so that any instance can, whichever has
 * the customers. Holds them as bytes.
 */
final class KnownStates implements Seeds {
    private final StateCodec codec = new StateCodec();
    private final Map<String, byte[]> states = new HashMap<>();
    private final IntPredicate wanted;
    private final long mostBytes;
    private long bytes;

    /**
     * @param wanted whether a customer is simulated, by the murmur2 of the key
     * @param mostBytes that the states may have together
     */
    KnownStates(IntPredicate wanted, long mostBytes) {
        this.wanted = wanted;
        this.mostBytes = mostBytes;
    }

    /** Reads the changelog to its end of now; false where it was stopped, or there is no room. */
    boolean read(Consumer<byte[], byte[]> consumer, TopicPartition changelog, BooleanSupplier stop) {
        List<TopicPartition> one = List.of(changelog);
        Stretch all = new Stretch(
                changelog,
                consumer.beginningOffsets(one).getOrDefault(changelog, 0L),
                consumer.endOffsets(one).getOrDefault(changelog, 0L));
        return RecordedEvents.read(consumer, all, this::take, () -> isFull() || stop.getAsBoolean());
    }

    boolean isFull() {
        return bytes > mostBytes;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || !StoreKeys.isState(key) || key[0] != StoreKeys.firstState()[0]) {
            return;
        }
        if (!wanted.test(StoreKeys.hashOf(key))) {
            return;
        }
        String customer = StoreKeys.customerOf(key);
        byte[] before = record.value() == null ? states.remove(customer) : states.put(customer, record.value());
        bytes += length(record.value()) - length(before);
    }

    private static int length(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }

    /** A state that cannot be read is one of whom nothing is known. */
    @Override
    public @Nullable CustomerState of(CustomerKey customer) {
        byte[] stored = states.get(customer.toString());
        try {
            return stored == null ? null : codec.read(stored).state();
        } catch (UnreadableStateException e) {
            return null;
        }
    }
}
