package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets the best one go of several marketing messages that have waited and come to the gates together: the others wait again, or are
 * dropped, as their journeys say; those that go along in the best one do not come here. The best one is the first: those that waited come
 * by the priority of their journeys.
 */
final class PriorityGate implements Gate {
    @Override
    public String name() {
        return GateOrder.PRIORITY;
    }

    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        boolean competes = draft.messageClass() == JourneyClass.MARKETING
                && OnHold.isForTheCustomersSake(
                        reason(draft.candidate().instance().position()));
        String better = competes ? situation.marketingSent(draft.candidate()) : null;
        if (better == null) {
            return null;
        }
        Instant until = situation.now().plus(Outranked.APART);
        Map<String, String> inputs = Map.of(
                "after",
                better,
                "priority",
                String.valueOf(draft.candidate().journey().priority()),
                "until",
                until.toString());
        return draft.candidate().step().outranked() == Outranked.DROP || !draft.mayWaitUntil(until)
                ? new Ruling.No(SkipReason.OUTRANKED, inputs)
                : new Ruling.Hold(until, OnHold.OUTRANKED, inputs);
    }

    private static @Nullable HoldReason reason(Position position) {
        return position instanceof Position.Held held ? held.reason() : null;
    }
}
