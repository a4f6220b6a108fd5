package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import java.util.HashMap;
import java.util.Iterator;
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
    private final long mostBytes;
    private final Map<CustomerKey, SimulatedCustomer> courses = new HashMap<>();
    private long bytes;

    /**
     * @param bytes that the customers may have at a time, about
     * @param stop whether nobody wants it any more
     */
    public record Bounds(long bytes, BooleanSupplier stop) {}

    /** @param decider with links that lead nowhere */
    public Simulator(Decider decider, Scenario scenario, Observer observer, Seeds seeds, Bounds bounds) {
        this.stage = new Stage(decider, scenario, observer, bounds.stop());
        this.seeds = seeds;
        this.mostBytes = bounds.bytes();
    }

    /**
     * Takes the next event, in the order of the topic.
     *
     * @throws TooManyCustomersException where there are more than it may have
     * @throws StoppedException where nobody wants it any more
     */
    public void take(CustomerKey customer, Signal.Happened happened) {
        if (!happened.recordedAt().isBefore(stage.scenario().to())) {
            return;
        }
        SimulatedCustomer known = courses.get(customer);
        if (known != null) {
            bytes -= known.weight();
            known.happened(happened);
            weigh(known);
            return;
        }
        CustomerState seed = seeds.of(customer);
        SimulatedCustomer course = new SimulatedCustomer(stage, customer, seed);
        course.happened(happened);
        if (course.isWorthKeeping(seed)) {
            courses.put(customer, course);
            weigh(course);
        }
    }

    private void weigh(SimulatedCustomer course) {
        bytes += course.weight();
        if (bytes > mostBytes) {
            throw new TooManyCustomersException();
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

    /** The state of a customer now; null of one of whom nothing is known. */
    @Nullable
    CustomerState state(CustomerKey customer) {
        SimulatedCustomer course = courses.get(customer);
        return course == null ? null : course.state();
    }
}
