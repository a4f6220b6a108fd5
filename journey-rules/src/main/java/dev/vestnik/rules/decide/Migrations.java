package dev.vestnik.rules.decide;

import java.time.Instant;

/** Times of waits that move to another version. */
final class Migrations {
    private Migrations() {}

    /**
     * The new end of a wait. One that would have been over already is over now: a message counts its {@code within} from the end of the wait
     * before it, and a wait after that counts from there too.
     *
     * @param over the end by the new length
     * @param due the end by the old one
     */
    static Instant notPast(Turn turn, Instant over, Instant due) {
        Instant earliest = due.isBefore(turn.now()) ? due : turn.now();
        return over.isBefore(earliest) ? earliest : over;
    }
}
