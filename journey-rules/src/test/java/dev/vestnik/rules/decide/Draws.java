package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.Journey;
import org.jspecify.annotations.Nullable;

/** Tells the draws of experiments, which are the same for ever. */
public final class Draws {
    private Draws() {}

    /** @param lost the arm that the customer was in and that is gone; null: none */
    public static String arm(CustomerKey customer, Journey journey, String step, @Nullable String lost) {
        String draw = "experiment\0" + journey.id() + "\0" + step + "\0" + customer;
        long hash = Ids.hash(lost == null ? draw : draw + "\0" + lost);
        return ((Experiment) journey.step(step)).drawn(hash).name();
    }
}
