package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.customer.CustomerKey;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a part of the customers, for counts. */
final class CustomerSamples {
    private static final Logger log = LoggerFactory.getLogger(CustomerSamples.class);

    private final StateCodec states;

    CustomerSamples(StateCodec states) {
        this.states = states;
    }

    /** The end of a sample: at so many customers, or at that {@link System#nanoTime}. */
    record Bounds(int most, long until) {
        boolean allow(int read) {
            return read == 0 || read < most && System.nanoTime() - until < 0;
        }
    }

    /** Counts customers, and tells the part of all that they are, 0 to 1. */
    double counted(ReadOnlyKeyValueStore<byte[], byte[]> store, Bounds bounds, CustomerTally tally) {
        double share = 0;
        try (KeyValueIterator<byte[], byte[]> all = store.range(StoreKeys.firstState(), StoreKeys.lastState())) {
            for (int read = 0; bounds.allow(read) && all.hasNext(); read++) {
                KeyValue<byte[], byte[]> one = all.next();
                share = StoreKeys.shareUpTo(one.key);
                add(tally, StoreKeys.customerOf(one.key), one.value);
            }
            return all.hasNext() ? share : 1;
        }
    }

    /** One that cannot be read is nobody's now. */
    private void add(CustomerTally tally, String customer, byte[] state) {
        try {
            tally.add(CustomerKey.parse(customer), states.read(state).state());
        } catch (UnreadableStateException e) {
            log.info("sample=passed-over cause=\"{}\"", e.getMessage());
        }
    }
}
