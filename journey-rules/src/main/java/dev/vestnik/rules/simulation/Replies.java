package dev.vestnik.rules.simulation;

import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what simulated journeys ask of others. A pool always has a code, an address that is not the customer's takes messages, a source
 * outside gives the one value that was declared for it. All else is not answered: the step goes on as after its time-out.
 *
 * @param sources the declared values by source
 */
public record Replies(Map<String, Object> sources) {
    /** Not redeemable anywhere. */
    private static final String CODE = "SIMULATED";

    public Replies {
        sources = Map.copyOf(sources);
    }

    /** Null where nobody answers. */
    @Nullable
    Signal to(Effect.Ask ask) {
        return switch (ask.request()) {
            case Request.Take take ->
                ask.owner().kind() == OwnerKind.OFFER_POOL
                        ? new Signal.Granted(ask.askId(), Map.of("code", CODE))
                        : null;
            case Request.AddressStanding standing -> new Signal.Granted(ask.askId(), Map.of());
            case Request.Lookup lookup -> value(ask, lookup.source());
            case Request.Recommend recommend -> value(ask, recommend.source());
            case Request.OfCustomer other -> null;
        };
    }

    private @Nullable Signal value(Effect.Ask ask, String source) {
        Object value = sources.get(source);
        return value == null ? null : new Signal.Granted(ask.askId(), Map.of(Request.Lookup.VALUE, value));
    }
}
