package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Wishes;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.SkipReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marketing needs a yes, of a later time than a stop of the address, and waits for no pause to end; news that a customer must have needs none. */
final class ConsentGate implements Gate {
    @Override
    public String name() {
        return "consent";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        if (draft.messageClass() == JourneyClass.SERVICE) {
            return Ruling.pass(Map.of("class", "service"));
        }
        Wishes wishes = Wishes.of(situation.state().profile());
        if (wishes.isPaused(situation.now())) {
            return new Ruling.No(SkipReason.PAUSED_BY_CUSTOMER, Map.of("until", String.valueOf(wishes.pausedUntil())));
        }
        ConsentRule.Answer answer = ConsentRule.marketing(
                situation.state().consents(),
                draft.channel(),
                draft.candidate().journey().topic());
        Map<String, String> inputs = inputs(answer.consent());
        if (!answer.granted()) {
            return new Ruling.No(SkipReason.NO_CONSENT, inputs);
        }
        Reach.Stop stop = situation.stop(draft.channel());
        return stop == null || answer.saidAfter(stop.at())
                ? Ruling.pass(inputs)
                : new Ruling.No(
                        SkipReason.ADDRESS_STOPPED, Map.of("since", stop.at().toString()));
    }

    private static Map<String, String> inputs(@Nullable Consent consent) {
        return consent == null
                ? Map.of("said", "nothing")
                : Map.of("source", consent.source(), "at", consent.at().toString());
    }
}
