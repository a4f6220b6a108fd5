package dev.vestnik.sms.receipts;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** Stores that forget by dropping whole segments: nothing is ever scanned for what is old. */
final class Stores7Days {
    static final Duration KEPT = Duration.ofDays(7);
    /** Records of several writers come a little out of the order of their times. */
    static final long AHEAD_MS = Duration.ofDays(1).toMillis();

    private Stores7Days() {}

    static <V> StoreBuilder<WindowStore<String, V>> of(String name, Serde<V> values) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, KEPT.plusDays(1), Duration.ofMillis(1), false),
                Serdes.String(),
                values);
    }
}
