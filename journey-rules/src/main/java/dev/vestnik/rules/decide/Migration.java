package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.reason.LeaveReason;

/** The fate of an instance in a step when it is moved to that step in another version of its journey. */
sealed interface Migration {
    /** The instance goes on from this position. */
    record To(Position position) implements Migration {}

    /** There is no place for the instance; it leaves the journey. */
    record Gone(LeaveReason reason) implements Migration {}
}
