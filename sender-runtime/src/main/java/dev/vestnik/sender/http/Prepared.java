package dev.vestnik.sender.http;

import dev.vestnik.sender.Outcome;

/** A message as its provider would have it. */
public sealed interface Prepared {

    /** The request that hands it over. */
    record Ready(HttpCall call) implements Prepared {}

    /** The provider could not carry it: known without asking. */
    record Refused(Outcome outcome) implements Prepared {}

    static Prepared refused(String code) {
        return new Refused(Outcome.permanent(code));
    }
}
