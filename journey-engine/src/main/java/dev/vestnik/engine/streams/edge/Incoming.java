package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.decide.Signal;
import dev.vestnik.schemas.CustomerKey;

/** What a record says. */
public sealed interface Incoming {

    /** To be decided about. */
    record Said(CustomerKey customer, Signal signal) implements Incoming {}

    /** A kind of event or command that a later version knows. */
    record Unknown() implements Incoming {}

    /** Not for a customer: an answer to the API. */
    record NotOurs() implements Incoming {}
}
