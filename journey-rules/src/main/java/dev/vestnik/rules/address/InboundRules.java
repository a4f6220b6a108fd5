package dev.vestnik.rules.address;

import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.address.InboundDecided.Outcome;
import dev.vestnik.rules.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * The rules of what people send from an address; pure. Words count in the order in which they come, whatever the clocks of providers show.
 * A word that comes twice changes nothing the second time; anything else is told again, and its customers know it again.
 */
public final class InboundRules {
    /** The source of its events, within which their ids are unique. */
    public static final String SOURCE = "/inbound";

    private InboundRules() {}

    public static InboundDecided decide(AddressKey address, AddressState state, Inbound inbound, Instant now) {
        if (inbound.word() == null || !address.isShared()) {
            Outcome outcome = state.holders().isEmpty() ? Outcome.NOBODY : Outcome.TOLD;
            return told(state, inbound, outcome);
        }
        long word = Event.fingerprint(SOURCE, inbound.eventId());
        if (state.words().contains(word)) {
            return new InboundDecided(state, inbound, List.of(), Outcome.REPEATED);
        }
        AddressState heard = state.withWord(word);
        InboundDecided decided = switch (inbound.word()) {
            case STOP -> stopped(heard, inbound);
            case START -> told(heard.withStop(null), inbound, Outcome.RESUMED);
        };
        AddressState kept = decided.state().withForgetAt(AddressRules.forgetAt(decided.state(), now));
        return new InboundDecided(kept, decided.inbound(), decided.told(), decided.outcome());
    }

    /** It is nobody's stop: any of those who have the address may have said it, and only the address itself takes it back. */
    private static InboundDecided stopped(AddressState state, Inbound inbound) {
        Instant at = inbound.recordedAt();
        if (state.stop() != null && state.stop().at().isAfter(at)) {
            at = state.stop().at();
        }
        return told(state.withStop(new Stop(at, null)), inbound.from(at), Outcome.STOPPED);
    }

    private static InboundDecided told(AddressState state, Inbound inbound, Outcome outcome) {
        return new InboundDecided(
                state, inbound, state.holders().stream().map(Holder::customer).toList(), outcome);
    }
}
