package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.owner.Request;
import org.jspecify.annotations.Nullable;

/** Tells a question for a visitor's state from all others. */
public final class MoveIds {
    private MoveIds() {}

    /** The question as the visitor's key hears it; null for any other question. */
    public static @Nullable Signal asked(Effect.Ask ask, CustomerKey asker) {
        return ask.request() instanceof Request.MoveOut out
                ? new Signal.Asked(ask.askId(), asker.toString(), out)
                : null;
    }
}
