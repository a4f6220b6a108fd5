package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;

/** Two observers of one simulation. */
record Both(Observer one, Observer other) implements Observer {
    @Override
    public void decided(Moment moment, Decided decided) {
        one.decided(moment, decided);
        other.decided(moment, decided);
    }

    @Override
    public void reached(Instance run, String step) {
        one.reached(run, step);
        other.reached(run, step);
    }

    @Override
    public void failed(Moment moment) {
        one.failed(moment);
        other.failed(moment);
    }

    @Override
    public void left(CustomerKey customer, Instance run) {
        one.left(customer, run);
        other.left(customer, run);
    }
}
