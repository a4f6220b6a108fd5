package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Signal;
import java.time.Instant;

/** Sees what a simulation decides, from the beginning of its period on. Nothing is sent and nothing is stored. */
public interface Observer {
    /**
     * A signal on its way.
     *
     * @param rendered whether the customer's texts are rendered
     */
    record Moment(CustomerKey customer, Instant now, Signal signal, boolean rendered) {}

    /** Called where something came of the signal. */
    void decided(Moment moment, Decided decided);

    /** A run comes to a step. */
    void reached(Instance run, String step);

    /** The rules fail with the signal, as with a record that is set aside. */
    void failed(Moment moment);

    /** A run that is still under way at the end. */
    void left(CustomerKey customer, Instance run);

    /** Both see all of it. */
    default Observer and(Observer other) {
        return new Both(this, other);
    }
}
