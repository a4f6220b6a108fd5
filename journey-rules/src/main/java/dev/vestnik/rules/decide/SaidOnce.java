package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Seen;
import java.time.Duration;

/** Keeps decisions from saying again what they have said of a customer. */
final class SaidOnce {
    private SaidOnce() {}

    /** Whether this was not said before; remembers for so long that it has been. */
    static boolean isNew(Turn turn, String what, Duration remembered) {
        if (isSaid(turn, what)) {
            return false;
        }
        Housekeeping.remember(turn, new Seen(Ids.hash(what), turn.now().plus(remembered)));
        return true;
    }

    static boolean isSaid(Turn turn, String what) {
        long fingerprint = Ids.hash(what);
        return turn.state().seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint);
    }
}
