package dev.vestnik.rules.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The bytes that simulated customers may have together. Weighing a customer costs as much as deciding, so what they may have grown by is
 * added up, and all of them are weighed where that comes to the bound.
 */
final class CustomerRoom {
    /** Java's objects take so many times the bytes that an event has in the topic. */
    private static final int OBJECTS = 6;

    /** The least that a change leaves: that the event was seen, a wait, a decision's number. */
    private static final int CHANGE = 300;

    /** The part of the bound that must be free after a weighing: there is one for each such part that is filled. */
    private static final int PART_FREE = 8;

    private final long most;
    private final List<Collection<SimulatedCustomer>> customers = new ArrayList<>();
    private long bytes;

    CustomerRoom(long most) {
        this.most = most;
    }

    /** These customers are in it, as they come and go. */
    void holds(Collection<SimulatedCustomer> some) {
        customers.add(some);
    }

    /**
     * Notes that a customer has come, or has grown.
     *
     * @param weight of one who has come
     * @param size the bytes of the event that has changed the customer
     * @throws TooManyCustomersException where all together have come to the bound
     */
    void grow(long weight, int size) {
        bytes += weight + CHANGE + (long) OBJECTS * size;
        if (bytes > most) {
            bytes = customers.stream()
                    .flatMap(Collection::stream)
                    .mapToLong(SimulatedCustomer::weight)
                    .sum();
            if (bytes > most - most / PART_FREE) {
                throw new TooManyCustomersException();
            }
        }
    }
}
