package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.gate.ConsentRule;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.ConsentReason;
import dev.vestnik.rules.reason.TakenBack;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A customer's word on messages, whoever heard it. */
final class Consents {
    private static final String EVERY = "any";

    private Consents() {}

    /** The consent that came last counts, whatever the clocks of its sources show. */
    static void said(Turn turn, Consent consent) {
        List<Consent> before = turn.state().consents();
        List<Consent> others =
                before.stream().filter(known -> !isSame(known, consent)).toList();
        List<Consent> consents = StateBounds.with(turn, others, consent);
        turn.become(turn.state().withConsents(consents));
        turn.record(
                Outcome.CONSENT,
                consent.granted() ? ConsentReason.GRANTED : ConsentReason.WITHDRAWN,
                null,
                null,
                List.of(),
                inputs(consent));
        AddressWords.consented(turn, consent, before);
        takeBack(turn);
    }

    private static Map<String, String> inputs(Consent consent) {
        return Map.of(
                "channel",
                consent.channel() == null ? EVERY : consent.channel().label(),
                "topic",
                Objects.requireNonNullElse(consent.topic(), "*"),
                "source",
                consent.source());
    }

    private static boolean isSame(Consent a, Consent b) {
        return a.channel() == b.channel() && Objects.equals(a.topic(), b.topic());
    }

    /** Marketing messages that no gateway is known to have and that are not wanted any more. */
    static void takeBack(Turn turn) {
        for (Outstanding message : List.copyOf(turn.state().messages())) {
            if (message.open()
                    && TakenAlong.runs(turn, message)
                            .map(turn::journeyOf)
                            .anyMatch(journey -> journey != null && isUnwanted(turn, message, journey))) {
                TakingBack.revoke(turn, message, TakenBack.CONSENT_WITHDRAWN);
            }
        }
    }

    private static boolean isUnwanted(Turn turn, Outstanding message, Journey journey) {
        return journey.journeyClass() == JourneyClass.MARKETING
                && !ConsentRule.marketing(turn.state().consents(), message.channel(), journey.topic())
                        .granted();
    }
}
