package dev.vestnik.engine.streams.query;

import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.journey.JourneyId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Questions to the local stores. They block for disk reads: call them from virtual threads. They may see what is decided but not
 * committed yet.
 */
public interface CustomerQueries {

    Lookup<CustomerState> customer(CustomerKey customer);

    /** The same, also what an erasure has left; a new state of a customer of whom nothing is kept. */
    Lookup<CustomerState> stored(CustomerKey customer);

    /** The newest entry first, at most 200; not found where nothing was ever heard of the customer. */
    Lookup<List<TimelineEntry>> timeline(CustomerKey customer);

    /** Events that passed the customer by lately, the most recent first; only those in the memory of this instance. */
    List<Passed> passed(CustomerKey customer);

    /** The customer whom this message was for. */
    Lookup<CustomerKey> customerOf(UUID message);

    /**
     * The parked instances here, of so many customers, in the order of their keys.
     *
     * @param after only of customers whose key is behind this one
     * @param shops only of customers of these
     */
    Lookup<List<Parked>> parked(String after, int customers, Predicate<String> shops);

    /** The customer whose parked instance this is. */
    Lookup<CustomerKey> customerOfParked(UUID instance);

    /** The first so many of the tasks here that are wanted, the oldest at the front. */
    Lookup<List<PersonsTask>> tasks(TaskFilter wanted, int most);

    /** This task, where it is known still. */
    Lookup<PersonsTask> task(UUID task);

    /** The customer who has this task, or to whom the visitor has moved who had it. */
    Lookup<CustomerKey> customerOfTask(UUID task);

    /** The number of customers in this journey here; reads all local states. */
    Lookup<StepCounts> inFlight(JourneyId journey);

    /**
     * Shows customers of all partitions here to tallies, one a partition; reads their states. They are in the order of the hash of their
     * keys, so the first ones are a sample, and the same one each time.
     *
     * @param most customers of a partition
     */
    <T extends CustomerTally> Lookup<List<CustomerTally.Share<T>>> sample(int most, Supplier<T> tallies);

    /** The progress of a campaign's last launch in each partition here. */
    Lookup<List<Walked>> walked(JourneyId campaign);

    /** Whether this instance has the customers of the first partition: of all live ones one has. */
    Lookup<Boolean> hasFirst();

    /** Every live instance as {@code host:port}, this one too: the members of the group, as Kafka has them. */
    Lookup<Set<String>> hosts();
}
