package dev.vestnik.engine.streams.query;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;

/** Counts customers of one partition, one after the other. */
public interface CustomerTally {
    void add(CustomerKey customer, CustomerState state);

    /**
     * A part of a partition's customers, chosen by the hash of their keys.
     *
     * @param of the partition's customers that were counted, 0 to 1
     */
    record Share<T extends CustomerTally>(int partition, T tally, double of) {}
}
