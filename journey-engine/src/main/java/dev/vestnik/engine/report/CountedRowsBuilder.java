package dev.vestnik.engine.report;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds stores of rows, with a changelog and without another cache than their own. */
record CountedRowsBuilder(StoreBuilder<KeyValueStore<String, byte[]>> written) implements StoreBuilder<CountedRows> {
    CountedRowsBuilder() {
        this(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CountedRows.NAME), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled());
    }

    @Override
    public CountedRows build() {
        return new CountedRows(written.build());
    }

    @Override
    public StoreBuilder<CountedRows> withCachingEnabled() {
        throw new UnsupportedOperationException("the rows have their own");
    }

    @Override
    public StoreBuilder<CountedRows> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<CountedRows> withLoggingEnabled(Map<String, String> config) {
        return new CountedRowsBuilder(written.withLoggingEnabled(config));
    }

    @Override
    public StoreBuilder<CountedRows> withLoggingDisabled() {
        throw new UnsupportedOperationException("rows without a changelog are lost with their disk");
    }

    @Override
    public Map<String, String> logConfig() {
        return written.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return written.loggingEnabled();
    }

    @Override
    public String name() {
        return written.name();
    }
}
