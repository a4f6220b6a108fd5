package dev.vestnik.engine.simulation;

import dev.vestnik.engine.simulation.RecordedEvents.Stretch;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.ErasureMark;
import dev.vestnik.rules.simulation.Seeds;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
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
 * the customers. Holds them as bytes. Where only events are to tell of customers, it knows who was erased, and no more.
 */
final class KnownStates implements Seeds {
    /** The bytes of the key, the entry and the arrays' heads. */
    private static final long BYTES_PER_ENTRY = 150;

    private final StateCodec codec = new StateCodec();
    private final Map<String, byte[]> states = new HashMap<>();
    private final IntPredicate wanted;
    private final long mostBytes;
    private final boolean marksOnly;
    private long bytes;
    private @Nullable CustomerKey lastAsked;
    private @Nullable CustomerState lastTold;

    /**
     * @param wanted whether a customer is simulated, by the murmur2 of the key
     * @param mostBytes that the states may have together
     */
    KnownStates(IntPredicate wanted, long mostBytes, Known known) {
        this.wanted = wanted;
        this.mostBytes = mostBytes;
        this.marksOnly = known == Known.EVENTS;
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
        byte[] value = isOfUse(record.value()) ? record.value() : null;
        byte[] before = value == null ? states.remove(customer) : states.put(customer, value);
        bytes += length(value) - length(before);
    }

    private boolean isOfUse(byte @Nullable [] value) {
        CustomerState state = marksOnly ? state(value) : null;
        return !marksOnly || state != null && ErasureMark.of(state) != null;
    }

    private static long length(byte @Nullable [] value) {
        return value == null ? 0 : value.length + BYTES_PER_ENTRY;
    }

    /** A state that cannot be read is one of whom nothing is known. All variants ask of a customer in turn: it is read once. */
    @Override
    public @Nullable CustomerState of(CustomerKey customer) {
        if (!customer.equals(lastAsked)) {
            CustomerState state = state(states.get(customer.toString()));
            lastTold = state == null || !marksOnly ? state : ErasureMark.alone(state);
            lastAsked = customer;
        }
        return lastTold;
    }

    private @Nullable CustomerState state(byte @Nullable [] stored) {
        try {
            return stored == null ? null : codec.read(stored).state();
        } catch (UnreadableStateException e) {
            return null;
        }
    }
}
