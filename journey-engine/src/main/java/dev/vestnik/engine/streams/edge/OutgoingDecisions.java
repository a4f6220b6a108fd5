package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.schemas.engine.GateVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes decisions for the timeline's readers elsewhere: reports, BI. */
public final class OutgoingDecisions {
    private OutgoingDecisions() {}

    /** @param input topic-partition@offset of what was decided about; null for wake-ups */
    public static dev.vestnik.schemas.engine.Decision decision(
            CustomerKey customer, Decision decision, int sequence, @Nullable String input) {
        About about = decision.about();
        MessageFacts message = decision.message();
        return new dev.vestnik.schemas.engine.Decision(
                OutgoingMessages.header(customer, id(customer, decision, sequence), decision.now()),
                Channels.of(decision.outcome()),
                decision.reason(),
                about == null ? null : about.journey(),
                about == null ? null : about.version(),
                about == null ? null : about.instance().toString(),
                about == null ? null : about.step(),
                message == null ? null : message.channel().label(),
                message == null ? null : Channels.of(message.messageClass()),
                message == null ? null : message.template(),
                message == null || message.id() == null ? null : message.id().toString(),
                message == null ? null : message.attempt(),
                gates(decision.gates()),
                decision.inputs(),
                decision.cause(),
                decision.causeId(),
                decision.revision(),
                input,
                decision.nominalAt());
    }

    /** The customer, the entry's number and the time: after an erasure the numbers begin anew. */
    private static String id(CustomerKey customer, Decision decision, int sequence) {
        return customer.shop() + "/" + customer.customerId() + "#" + sequence + "@"
                + Long.toString(decision.now().toEpochMilli(), 36);
    }

    private static List<GateVerdict> gates(List<Decision.Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return List.of();
        }
        List<GateVerdict> gates = new ArrayList<>(verdicts.size());
        for (Decision.Verdict verdict : verdicts) {
            gates.add(new GateVerdict(verdict.gate(), verdict.verdict(), verdict.inputs()));
        }
        return gates;
    }
}
