package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.gate.Count;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.reason.OnHold;
import java.util.ArrayList;
import java.util.List;

/** Leads a message through the gates, one after the other; every verdict is recorded with its inputs. */
final class Gates {
    private static final String PASS = "pass";

    private final List<Gate> inOrder;
    private final List<Gate> ofItAlone;

    Gates(List<Gate> inOrder) {
        this.inOrder = List.copyOf(inOrder);
        this.ofItAlone = inOrder.stream()
                .takeWhile(gate -> !gate.name().equals(GateOrder.PRIORITY))
                .toList();
    }

    /**
     * The progress of a message.
     *
     * @param ruling of the gate that it did not pass; {@link Ruling#PASS} where it passed them all
     * @param gate the name of the gate that said so
     * @param counted the state with all that the gates count of a message that is through
     * @param others whose messages go along in it
     */
    record Passage(
            Ruling ruling, String gate, CustomerState counted, List<Verdict> verdicts, List<Merging.Other> others) {
        Passage with(List<Merging.Other> more) {
            return new Passage(ruling, gate, counted, verdicts, more);
        }
    }

    Passage check(Turn turn, Draft draft) {
        return check(turn, draft, inOrder);
    }

    /** The same of the gates that do not look at the other messages that wait. */
    Passage checkAlone(Turn turn, Draft draft) {
        return check(turn, draft, ofItAlone);
    }

    private static Passage check(Turn turn, Draft draft, List<Gate> gates) {
        List<Verdict> verdicts = new ArrayList<>(gates.size());
        List<Count> counts = List.of();
        for (Gate gate : gates) {
            Ruling ruling = gate.check(draft, turn.situation());
            if (ruling != null) {
                verdicts.add(new Verdict(gate.name(), verdict(ruling), ruling.inputs()));
                if (!(ruling instanceof Ruling.Pass pass)) {
                    return new Passage(ruling, gate.name(), turn.state(), verdicts, List.of());
                }
                counts = pass.count() == Count.NOTHING ? counts : Lists.with(counts, pass.count());
            }
        }
        return new Passage(Ruling.PASS, "", counted(turn.state(), counts), verdicts, List.of());
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
