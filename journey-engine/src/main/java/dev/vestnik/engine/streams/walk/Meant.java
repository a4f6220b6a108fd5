package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.Definitions;
import java.util.ArrayList;
import java.util.List;

/** Finds the customers for whom a launch is meant, and counts those between them. For one thread at a time. */
final class Meant implements Scan.Wanted {
    private final Launch launch;
    private final Definitions definitions;
    private final Judging judging;
    private final int most;
    private final StateCodec codec = new StateCodec();
    private List<Passed> before = new ArrayList<>();
    private int others;
    private int unknown;

    /** Asks the rules whether a launch is meant for a customer. */
    interface Judging {
        Evaluation isMeant(CustomerKey customer, CustomerState state, Launch launch, Definitions definitions);
    }

    /**
     * Customers for whom it is not meant.
     *
     * @param unknown those of them for whom that cannot be computed
     */
    record Passed(int customers, int unknown) {}

    /** @param most customers of a part, who are reached soon after they were found */
    Meant(Launch launch, Definitions definitions, Judging judging, int most) {
        this.launch = launch;
        this.definitions = definitions;
        this.judging = judging;
        this.most = most;
    }

    @Override
    public boolean test(String key, byte[] bytes) {
        CustomerKey customer = CustomerKey.parse(key);
        CustomerState state;
        try {
            state = codec.read(bytes).state();
        } catch (UnreadableStateException e) {
            unknown++;
            others++;
            return false; // nobody can decide about it either
        }
        if (!customer.isIdentified() || !state.isOfSomebody()) {
            return false;
        }
        Evaluation meant = judging.isMeant(customer, state, launch, definitions);
        if (meant.isTrue()) {
            before.add(passed());
            return true;
        }
        others++;
        unknown += meant instanceof Evaluation.Failed ? 1 : 0;
        return false;
    }

    @Override
    public int most() {
        return most;
    }

    /** Counts the customers passed since the last match, and resets the counts. */
    Passed passed() {
        Passed since = new Passed(others, unknown);
        others = 0;
        unknown = 0;
        return since;
    }

    /** The customers before each match, who are given out once. */
    List<Passed> before() {
        List<Passed> all = before;
        before = new ArrayList<>();
        return all;
    }
}
