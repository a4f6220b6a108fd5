package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded events again, by the same rules and with a clock of their own: for each customer events, receipts and wake-ups are
 * merged by their times, as in the engine, which wakes nobody before it has read what was there. Customers do not wait for each other,
 * so each has its own clock. For one thread, and one use.
 */
public final class Simulator {
    private final Stage stage;
    private final Seeds seeds;
    private final Map<CustomerKey, SimulatedCustomer> courses = new HashMap<>();
    private final CustomerRoom room;

    /**
     * @param bytes that the customers may have at a time, about
     * @param stop whether nobody wants it any more
     */
    public record Bounds(long bytes, BooleanSupplier stop) {}

    /** @param decider with links that lead nowhere */
    public Simulator(Decider decider, Scenario scenario, Observer observer, Seeds seeds, Bounds bounds) {
        this(new Stage(decider, scenario, observer, bounds.stop()), seeds, new CustomerRoom(bounds.bytes()));
    }

    /** @param room which other simulators may have their customers in too */
    Simulator(Stage stage, Seeds seeds, CustomerRoom room) {
        this.stage = stage;
        this.seeds = seeds;
        this.room = room;
        room.holds(courses.values());
    }

    /**
     * Takes the next event, in the order of the topic.
     *
     * @param size the bytes that the event had in the topic
     * @throws TooManyCustomersException where there are more than it may have
     * @throws StoppedException where nobody wants it any more
     */
    public void take(CustomerKey customer, Signal.Happened happened, int size) {
        if (!happened.recordedAt().isBefore(stage.scenario().to())) {
            return;
        }
        SimulatedCustomer known = courses.get(customer);
        if (known != null) {
            if (known.happened(happened)) {
                room.grow(0, size);
            }
            return;
        }
        CustomerState seed = seeds.of(customer);
        SimulatedCustomer course = new SimulatedCustomer(stage, customer, seed);
        long begins = course.weight();
        course.happened(happened);
        if (course.isWorthKeeping(seed)) {
            courses.put(customer, course);
            room.grow(begins, size);
        }
    }

    /**
     * Lets everything happen that would until the end; no events come any more. Customers who are at their end are forgotten.
     *
     * @throws StoppedException where nobody wants it any more
     */
    public void finish() {
        for (Iterator<SimulatedCustomer> left = courses.values().iterator(); left.hasNext(); left.remove()) {
            stage.requireWanted();
            left.next().toTheEnd();
        }
    }

    boolean knows(CustomerKey customer) {
        return courses.containsKey(customer);
    }

    /** Hands a customer over, who goes on in each of the others as they are now. */
    void handOver(CustomerKey customer, List<Simulator> others) {
        SimulatedCustomer course = courses.remove(customer);
        if (course != null) {
            for (Simulator other : others) {
                other.courses.put(customer, new SimulatedCustomer(other.stage, course));
                room.grow(course.weight(), 0);
            }
        }
    }

    /** The state of a customer now; null of one of whom nothing is known. */
    @Nullable
    CustomerState state(CustomerKey customer) {
        SimulatedCustomer course = courses.get(customer);
        return course == null ? null : course.state();
    }
}
