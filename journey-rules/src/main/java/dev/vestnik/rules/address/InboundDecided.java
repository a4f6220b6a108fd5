package dev.vestnik.rules.address;

import dev.vestnik.rules.customer.CustomerKey;
import java.util.List;

/**
 * The result of a decision about what a person sent.
 *
 * @param state the address's state after it; the very same object where nothing changed
 * @param inbound as it is to be told; a STOP counts from when the address says
 * @param told the customers who have the address, and are to hear it
 */
public record InboundDecided(AddressState state, Inbound inbound, List<CustomerKey> told, Outcome outcome) {

    /** The fate of a message. */
    public enum Outcome {
        /** No marketing any more, for all who have the address and who will. */
        STOPPED("stopped"),
        RESUMED("resumed"),
        /** Its customers hear of it. */
        TOLD("told"),
        /** Nobody has the address. */
        NOBODY("nobody"),
        /** A word that was heard already. */
        REPEATED("repeated");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** Its name in metrics: it never changes. */
        public String label() {
            return label;
        }
    }

    public InboundDecided {
        told = List.copyOf(told);
    }
}
