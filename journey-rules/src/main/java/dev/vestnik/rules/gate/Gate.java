package dev.vestnik.rules.gate;

import org.jspecify.annotations.Nullable;

/** A place where a message may be stopped. Holds no state; all that it may look at is given to it. */
public interface Gate {

    /** Its name in decisions, which are relied upon outside: it never changes. */
    String name();

    /** Says whether the message may go on; null where the gate is not in its way, of which nothing is recorded. */
    @Nullable
    Ruling check(Draft draft, Situation situation);
}
