package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.ErasureMark;
import dev.vestnik.rules.decide.FailureCause;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.decide.Signal.Woken;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.simulation.Observer.Moment;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One customer's way through a simulation. There are many at a time: it holds little. */
final class SimulatedCustomer {
    /** Wake-ups and receipts between two events. More are a loop: no journey wakes a customer so often. */
    private static final int MOST_IN_A_ROW = 10_000;

    private static final int ASK_EVERY = 256;
    private static final int BYTES_COMING = 300;

    private final Stage stage;
    private final CustomerKey customer;
    private final boolean rendered;
    private final @Nullable Instant erasedAt;
    private CustomerState state;
    private Instant now = Instant.MIN;
    private @Nullable PriorityQueue<Coming> coming;
    private int numbers;

    /** A signal that will come, in the order of times and, at the same time, of numbers. */
    private record Coming(Instant at, int number, Signal signal) {
        static final Comparator<Coming> ORDER = Comparator.comparing(Coming::at).thenComparingInt(Coming::number);
    }

    /** @param seed the customer's state of today; null: nothing is known */
    SimulatedCustomer(Stage stage, CustomerKey customer, @Nullable CustomerState seed) {
        this.stage = stage;
        this.customer = customer;
        this.rendered = stage.scenario().renders(customer);
        this.erasedAt = seed == null ? null : ErasureMark.of(seed);
        this.state = seed == null ? CustomerState.NEW : Seeds.asOfToday(seed);
    }

    /** The same customer in another scenario, from now on. */
    SimulatedCustomer(Stage stage, SimulatedCustomer before) {
        this.stage = stage;
        this.customer = before.customer;
        this.rendered = before.rendered;
        this.erasedAt = before.erasedAt;
        this.state = before.state;
        this.now = before.now;
        this.coming = before.coming == null ? null : new PriorityQueue<>(before.coming);
        this.numbers = before.numbers;
    }

    CustomerState state() {
        return state;
    }

    /** The bytes of its state and of what is to come, about. Costs as much as a decision. */
    long weight() {
        return Footprint.of(state) + (coming == null ? 0 : (long) BYTES_COMING * coming.size());
    }

    /** False of one of whom nothing was known before and nothing is now. */
    boolean isWorthKeeping(@Nullable CustomerState seed) {
        return seed != null || state != CustomerState.NEW || coming != null;
    }

    /**
     * Takes an event. One from before the customer was erased is nobody's any more, though the topic still has it.
     *
     * @return whether the customer has changed
     */
    boolean happened(Signal.Happened happened) {
        Instant at = happened.recordedAt();
        if (erasedAt != null && !at.isAfter(erasedAt)) {
            return false;
        }
        CustomerState before = state;
        passUntil(at);
        decide(happened, at);
        return state != before;
    }

    /** Lets all happen that would before the end, and says which runs are left. */
    void toTheEnd() {
        passUntil(stage.scenario().to());
        state.instances().forEach(run -> stage.observer().left(customer, run));
    }

    /** Receipts go before wake-ups of the same time, and an event before both. */
    private void passUntil(Instant end) {
        for (int passed = 0; passed < MOST_IN_A_ROW; passed++) {
            if (passed % ASK_EVERY == ASK_EVERY - 1) {
                stage.requireWanted();
            }
            PriorityQueue<Coming> told = coming;
            Coming next = told == null ? null : told.peek();
            Woken due = due(state.armed());
            if (told != null && next != null && isFirst(next, due, end)) {
                told.remove();
                decide(next.signal(), next.at());
            } else if (due != null && due.dueAt().isBefore(end)) {
                decide(due, due.dueAt());
            } else {
                return;
            }
        }
        failed(new Woken(now, WakeClass.SERVICE));
        state = state.withArmed(Armed.NONE);
    }

    private static boolean isFirst(Coming told, @Nullable Woken due, Instant end) {
        return told.at().isBefore(end) && (due == null || !due.dueAt().isBefore(told.at()));
    }

    /** Class service is served first. */
    private static @Nullable Woken due(Armed armed) {
        Instant service = armed.service();
        Instant marketing = armed.marketing();
        Instant housekeeping = armed.housekeeping();
        if (service != null && !isBefore(marketing, service) && !isBefore(housekeeping, service)) {
            return new Woken(service, WakeClass.SERVICE);
        }
        if (marketing != null && !isBefore(housekeeping, marketing)) {
            return new Woken(marketing, WakeClass.MARKETING);
        }
        return housekeeping == null ? null : new Woken(housekeeping, WakeClass.HOUSEKEEPING);
    }

    private static boolean isBefore(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other);
    }

    private void decide(Signal signal, Instant at) {
        now = at.isAfter(now) ? at : now;
        Decider rules = stage.at(now);
        Decided decided;
        try {
            decided = rules.decide(customer, state, signal, definitions(), now);
        } catch (RuntimeException | StackOverflowError e) {
            failed(signal);
            decided = signal instanceof Woken woken ? parked(rules, woken, e) : null;
        }
        if (decided != null) {
            become(signal, decided);
        }
    }

    private Definitions definitions() {
        Scenario scenario = stage.scenario();
        return rendered ? scenario.definitions() : scenario.unrendered();
    }

    /** The instances that were due are parked, as in the engine; where even that fails, nobody is woken any more. */
    private @Nullable Decided parked(Decider rules, Woken woken, Throwable cause) {
        try {
            Failure failure = new Failure(Breakdown.UNDECIDABLE, FailureCause.of(cause));
            return rules.park(customer, state, woken, failure, definitions(), now);
        } catch (RuntimeException | StackOverflowError e) {
            state = state.withArmed(Armed.NONE);
            return null;
        }
    }

    private void become(Signal signal, Decided decided) {
        state = decided.state();
        if (decided.effects().isEmpty()) {
            return;
        }
        if (stage.isCounted()) {
            stage.observer().decided(new Moment(customer, now, signal, rendered), decided);
        }
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Send send) {
                stage.scenario().world().receipts().of(send, now).forEach(receipt -> expect(receipt.at(), receipt));
            } else if (effect instanceof Effect.Ask ask) {
                Signal reply = stage.scenario().world().replies().to(ask);
                if (reply != null) {
                    expect(now, reply);
                }
            }
        }
    }

    private void expect(Instant at, Signal signal) {
        PriorityQueue<Coming> queue = coming == null ? new PriorityQueue<>(2, Coming.ORDER) : coming;
        queue.add(new Coming(at, numbers++, signal));
        coming = queue;
    }

    private void failed(Signal signal) {
        if (stage.isCounted()) {
            stage.observer().failed(new Moment(customer, now, signal, rendered));
        }
    }
}
