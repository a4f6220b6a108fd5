package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded events again, by the same rules and with a clock of their own: for each customer events, receipts and wake-ups are
 * merged by their times, as in the engine, which wakes nobody before it has read what was there. Customers do not wait for each other,
 * so each has its own clock. For one thread, and one use.
 */
public final class Simulator {
    private final Stage stage;
    private final Seeds seeds;
    private final int mostCustomers;
    private final Map<CustomerKey, Course> courses = new HashMap<>();

    /**
     * @param decider with links that lead nowhere
     * @param mostCustomers of whom something is known at a time
     */
    public Simulator(Decider decider, Scenario scenario, Observer observer, Seeds seeds, int mostCustomers) {
        this.stage = new Stage(decider, scenario, observer);
        this.seeds = seeds;
        this.mostCustomers = mostCustomers;
    }

    /**
     * Takes the next event, in the order of the topic.
     *
     * @throws TooManyCustomersException where there are more than it may have
     */
    public void take(CustomerKey customer, Signal.Happened happened) {
        if (!happened.recordedAt().isBefore(stage.scenario().to())) {
            return;
        }
        Course known = courses.get(customer);
        if (known != null) {
            known.happened(happened);
            return;
        }
        CustomerState seed = seeds.of(customer);
        Course course = new Course(stage, customer, seed);
        course.happened(happened);
        if (course.isWorthKeeping(seed)) {
            keep(customer, course);
        }
    }

    private void keep(CustomerKey customer, Course course) {
        if (courses.size() >= mostCustomers) {
            throw new TooManyCustomersException();
        }
        courses.put(customer, course);
    }

    /** Lets everything happen that would until the end; no events come any more. */
    public void finish() {
        courses.values().forEach(Course::toTheEnd);
    }

    /** The state of a customer now; null of one of whom nothing is known. */
    @Nullable
    CustomerState state(CustomerKey customer) {
        Course course = courses.get(customer);
        return course == null ? null : course.state();
    }
}
