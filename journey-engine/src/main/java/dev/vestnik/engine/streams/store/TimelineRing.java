package dev.vestnik.engine.streams.store;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TimelineCodec;
import dev.vestnik.engine.streams.codec.TimelineCodec.Numbered;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The last 200 entries of each customer's timeline. The entries of one signal are one record, in the slot of the first one's number
 * modulo 200, see {@link StoreKeys}. Writing overwrites the record that is 200 entries old; nothing is read or deleted for it.
 */
public final class TimelineRing {
    public static final int ENTRIES = 200;

    private TimelineRing() {}

    public static void put(KeyValueStore<byte[], byte[]> store, byte[] customer, int firstSequence, byte[] entries) {
        store.put(StoreKeys.timeline(customer, firstSequence % ENTRIES), entries);
    }

    public static void erase(KeyValueStore<byte[], byte[]> store, byte[] customer) {
        List<byte[]> keys = new ArrayList<>();
        each(store.range(first(customer), last(customer)), customer, (key, value) -> keys.add(key));
        keys.forEach(key -> store.put(key, null));
    }

    /** The newest first. */
    public static List<TimelineEntry> read(
            ReadOnlyKeyValueStore<byte[], byte[]> store, byte[] customer, TimelineCodec codec) {
        List<TimelineEntry> entries = new ArrayList<>();
        each(store.range(first(customer), last(customer)), customer, (key, value) -> {
            for (Numbered numbered : readable(codec, value)) {
                entries.add(new TimelineEntry(numbered.sequence(), numbered.decision()));
            }
        });
        entries.sort(Comparator.comparingInt(TimelineEntry::sequence).reversed());
        if (entries.isEmpty()) {
            return entries;
        }
        int oldest = entries.getFirst().sequence() - ENTRIES;
        return entries.stream().filter(entry -> entry.sequence() > oldest).toList();
    }

    /** An entry of another version, or a broken one, does not hide the others. */
    public static List<Numbered> readable(TimelineCodec codec, byte[] value) {
        try {
            return codec.read(value);
        } catch (UnreadableStateException e) {
            return List.of();
        }
    }

    private static void each(KeyValueIterator<byte[], byte[]> slots, byte[] customer, BiConsumer<byte[], byte[]> see) {
        try (slots) {
            while (slots.hasNext()) {
                KeyValue<byte[], byte[]> next = slots.next();
                if (next.key.length == first(customer).length) { // else of a customer whose id has a zero in it
                    see.accept(next.key, next.value);
                }
            }
        }
    }

    private static byte[] first(byte[] customer) {
        return StoreKeys.timeline(customer, 0);
    }

    private static byte[] last(byte[] customer) {
        return StoreKeys.timeline(customer, ENTRIES - 1);
    }
}
