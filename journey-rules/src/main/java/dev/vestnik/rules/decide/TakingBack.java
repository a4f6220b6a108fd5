package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.RevokeReason;
import java.util.List;
import java.util.Map;

/** Takes messages back. */
final class TakingBack {
    private TakingBack() {}

    /** Takes a message back that no gateway is known to have. */
    static void revoke(Turn turn, Outstanding message, RevokeReason reason) {
        if (!message.open()) {
            return;
        }
        turn.bringAbout(new Effect.Revoke(message.id(), message.channel(), reason));
        turn.record(
                Outcome.REVOKED,
                reason,
                new About(message.journey().value(), message.version(), message.instance(), message.step()),
                new MessageFacts(
                        message.id(), message.attempt(), message.channel(), classOf(turn, message), message.template()),
                List.of(),
                Map.of());
    }

    private static JourneyClass classOf(Turn turn, Outstanding message) {
        Journey journey = turn.instance(message.instance()).map(turn::journeyOf).orElse(null);
        return journey == null ? ReceiptRules.classOf(turn, message) : journey.journeyClass();
    }
}
