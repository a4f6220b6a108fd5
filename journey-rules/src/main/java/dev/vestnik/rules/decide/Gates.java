package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.gate.Count;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.reason.HoldReason;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Leads a message through the gates, one after the other; every verdict is recorded with its inputs. */
final class Gates {
    private static final String PASS = "pass";

    private final List<Gate> inOrder;

    Gates(List<Gate> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    /** How a message came through. */
    sealed interface Passage {}

    /** @param counted the state with all that the gates count of the message */
    record Through(CustomerState counted, List<Verdict> verdicts) implements Passage {}

    record Held(Instant until, HoldReason reason, List<Verdict> verdicts) implements Passage {}

    record Asked(String gate, Ruling.Ask ask, List<Verdict> verdicts) implements Passage {}

    record Stopped(SkipReason reason, List<Verdict> verdicts) implements Passage {}

    Passage check(Turn turn, Draft draft) {
        List<Verdict> verdicts = new ArrayList<>(inOrder.size());
        List<Count> counts = List.of();
        for (Gate gate : inOrder) {
            switch (gate.check(draft, turn)) {
                case null -> {
                    // The gate is not in the way of this message.
                }
                case Ruling.Pass(var inputs, var count) -> {
                    verdicts.add(new Verdict(gate.name(), PASS, inputs));
                    counts = count == Count.NOTHING ? counts : Lists.with(counts, count);
                }
                case Ruling.No(var reason, var inputs) -> {
                    verdicts.add(new Verdict(gate.name(), reason.label(), inputs));
                    return new Stopped(reason, verdicts);
                }
                case Ruling.Ask ask -> {
                    verdicts.add(new Verdict(gate.name(), OnHold.ASKING.label(), ask.inputs()));
                    return new Asked(gate.name(), ask, verdicts);
                }
                case Ruling.Hold(var until, var reason, var inputs) -> {
                    verdicts.add(new Verdict(gate.name(), reason.label(), inputs));
                    return new Held(until, reason, verdicts);
                }
            }
        }
        return new Through(counted(turn.state(), counts), verdicts);
    }

    private static CustomerState counted(CustomerState state, List<Count> counts) {
        CustomerState counted = state;
        for (Count count : counts) {
            counted = count.in(counted);
        }
        return counted;
    }
}
