package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.gate.Count;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.reason.OnHold;
import java.util.ArrayList;
import java.util.List;

/** Leads a message through the gates, one after the other; every verdict is recorded with its inputs. */
final class Gates {
    private static final String PASS = "pass";

    private final List<Gate> inOrder;

    Gates(List<Gate> inOrder) {
        this.inOrder = List.copyOf(inOrder);
    }

    /**
     * How far a message came.
     *
     * @param ruling of the gate that it did not pass; {@link Ruling#PASS} where it passed them all
     * @param gate the name of the gate that said so
     * @param counted the state with all that the gates count of a message that is through
     */
    record Passage(Ruling ruling, String gate, CustomerState counted, List<Verdict> verdicts) {}

    Passage check(Turn turn, Draft draft) {
        List<Verdict> verdicts = new ArrayList<>(inOrder.size());
        List<Count> counts = List.of();
        for (Gate gate : inOrder) {
            Ruling ruling = gate.check(draft, turn);
            if (ruling != null) {
                verdicts.add(new Verdict(gate.name(), verdict(ruling), ruling.inputs()));
                if (!(ruling instanceof Ruling.Pass pass)) {
                    return new Passage(ruling, gate.name(), turn.state(), verdicts);
                }
                counts = pass.count() == Count.NOTHING ? counts : Lists.with(counts, pass.count());
            }
        }
        return new Passage(Ruling.PASS, "", counted(turn.state(), counts), verdicts);
    }

    private static String verdict(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Pass pass -> PASS;
            case Ruling.No no -> no.reason().label();
            case Ruling.Hold hold -> hold.reason().label();
            case Ruling.Ask ask -> OnHold.ASKING.label();
        };
    }

    private static CustomerState counted(CustomerState state, List<Count> counts) {
        CustomerState counted = state;
        for (Count count : counts) {
            counted = count.in(counted);
        }
        return counted;
    }
}
