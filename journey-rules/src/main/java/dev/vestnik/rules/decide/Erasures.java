package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Declined;
import java.util.Map;

/** Tells who asks that a customer is erased, and with the customer what visitors' keys had. */
final class Erasures {
    private Erasures() {}

    static void confirm(Turn turn, Signal.Asked ask, Request.ConfirmErased wanted) {
        long fingerprint = Event.fingerprint(wanted.source(), wanted.eventId());
        Ties.Erasure erasure = turn.state().ties().erasure();
        boolean heard = turn.state().seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint);
        if (heard && (erasure == null || erasure.pending().isEmpty())) {
            turn.bringAbout(new Effect.Grant(ask.askId(), ask.asker(), Map.of("eventId", wanted.eventId())));
        } else {
            turn.bringAbout(new Effect.Refuse(
                    ask.askId(),
                    ask.asker(),
                    Declined.NOT_YET,
                    heard ? "visitors' keys have not answered yet" : "the erasure has not come yet"));
        }
    }
}
