package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.simulation.Simulator.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One past decided in several scenarios, which differ in one journey. All of them come to the same for a customer to whom nothing has
 * happened that this journey listens to: until then the customer is decided once for all of them. For one thread, and one use.
 */
public final class Variants {
    private final List<Simulator> each = new ArrayList<>();
    private final @Nullable Simulator common;
    private final Set<String> touching;

    /** A scenario, and who sees what is decided in it. */
    public record WatchedScenario(Scenario scenario, Observer observer) {}

    /**
     * @param decider with links that lead nowhere
     * @param variants the last one without the journey
     * @param bounds of all of them together
     */
    public Variants(Decider decider, List<WatchedScenario> variants, Seeds seeds, Bounds bounds) {
        CustomerRoom room = new CustomerRoom(bounds.bytes());
        BooleanSupplier stop = bounds.stop();
        for (WatchedScenario one : variants) {
            each.add(new Simulator(new Stage(decider, one.scenario(), one.observer(), stop), seeds, room));
        }
        Scenario without = variants.getLast().scenario();
        Observer all = variants.stream()
                .map(WatchedScenario::observer)
                .reduce(Observer::and)
                .orElseThrow();
        Touch touch = Touch.of(variants.stream().map(WatchedScenario::scenario).toList(), without);
        this.touching = touch.types();
        this.common = touch.isKnown() ? new Simulator(new Stage(decider, without, all, stop), seeds, room) : null;
    }

    /**
     * Takes the next event, in the order of the topic.
     *
     * @param size the bytes that the event had in the topic
     * @throws TooManyCustomersException where there are more than it may have
     * @throws StoppedException where nobody wants it any more
     */
    public void take(CustomerKey customer, Signal.Happened happened, int size) {
        Simulator shared = common;
        if (shared != null && !isApart(customer)) {
            if (!touching.contains(happened.event().type())) {
                shared.take(customer, happened, size);
                return;
            }
            shared.handOver(customer, each);
        }
        for (Simulator one : each) {
            one.take(customer, happened, size);
        }
    }

    private boolean isApart(CustomerKey customer) {
        for (Simulator one : each) {
            if (one.knows(customer)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets everything happen that would until the end; no events come any more. Customers who are at their end are forgotten.
     *
     * @throws StoppedException where nobody wants it any more
     */
    public void finish() {
        if (common != null) {
            common.finish();
        }
        each.forEach(Simulator::finish);
    }

    /** The customer's state in a variant, as it is now; null of one of whom nothing is known. */
    @Nullable
    CustomerState state(int variant, CustomerKey customer) {
        CustomerState own = each.get(variant).state(customer);
        return own != null || common == null ? own : common.state(customer);
    }
}
