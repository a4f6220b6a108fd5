package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;

/** The meaning of a record. */
public sealed interface Incoming {

    /** To be decided about. */
    record Said(CustomerKey customer, Signal signal) implements Incoming {}

    /** To be decided about by the rules of addresses. */
    record OfAddress(AddressKey address, AddressWord word) implements Incoming {}

    /**
     * A customer who has a message for an address, and does not have it, asks whether it takes any.
     *
     * @param asker the key that the answer goes to
     */
    record AskedOfAddress(AddressKey address, String askId, String asker) implements Incoming {}

    /** To be decided about by the rules of what people send. */
    record ToAddress(AddressKey address, Inbound inbound) implements Incoming {}

    /** A kind of event or command that a later version knows. */
    record Unknown() implements Incoming {}

    /** Not for a customer: an answer to the API, a question to a source outside. */
    record NotOurs() implements Incoming {}
}
