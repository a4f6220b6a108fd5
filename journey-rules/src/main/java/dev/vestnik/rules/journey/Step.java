package dev.vestnik.rules.journey;

import java.util.List;
import java.util.Set;

/**
 * A step of a journey, as far as a reader of the journey needs to know it; its duties towards instances are in the rules. Each kind of
 * step is a class of its own: the set is open. Where the id of a following step is null, the instance ends there.
 */
public interface Step {
    String id();

    /** The templates whose texts it may send, in the order of its document; one, but where it chooses among several. */
    List<String> templates();

    /** Whether an instance that comes here waits for a time or an event; for the receipts of a message it does not. */
    boolean waits();

    /** The types of events that do something to an instance that waits here. */
    Awaited awaited();

    /**
     * Whether it does something outside its run beside sending: changes the customer, takes a code, asks people, tells other journeys. No
     * journey that is a shadow has such a step.
     */
    boolean actsOutside();

    /** Draws it in a picture of its journey. */
    StepDrawing draw();

    /**
     * Types of events that a step waits for.
     *
     * @param deciding those that move an instance on
     * @param resetting those that only start its time afresh
     */
    record Awaited(Set<String> deciding, Set<String> resetting) {
        /** A step that waits for no event. */
        public static final Awaited NOTHING = new Awaited(Set.of(), Set.of());

        public Awaited {
            deciding = Set.copyOf(deciding);
            resetting = Set.copyOf(resetting);
        }
    }
}
