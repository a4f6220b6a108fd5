package dev.vestnik.system.poison;

import java.util.Optional;

/**
 * What must become of a piece of poison.
 *
 * @param poison its name
 * @param seenAt when it can be seen
 */
record Claim(String poison, SeenAt seenAt, Check check) {

    enum SeenAt {
        /** Seen once: readers follow this topic all the time. */
        ONCE,
        /** Seen at the next start: the topic is read only by the member that takes a partition over. */
        NEXT_START
    }

    /** Says what is wrong; empty when it is as it must be. */
    interface Check {
        Optional<String> complaint(Seen seen);
    }

    static Claim at(SeenAt seenAt, Poison poison, Check check) {
        return new Claim(poison.name(), seenAt, check);
    }

    /** Seen by what was answered. */
    static Claim answered(Poison poison, Optional<String> complaint) {
        return new Claim(poison.name(), SeenAt.ONCE, _ -> complaint);
    }

    Optional<String> complaint(Seen seen) {
        return check.complaint(seen).map(problem -> poison + ": " + problem);
    }
}
