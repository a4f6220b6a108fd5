package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.journey.Journey;

/** Tells the draws of experiments, which are the same for ever. */
public final class Draws {
    private Draws() {}

    public static String arm(CustomerKey customer, Journey journey, String step) {
        long hash = Ids.hash("experiment\0" + journey.id() + "\0" + step + "\0" + customer);
        return ((Experiment) journey.step(step)).drawn(hash).name();
    }
}
