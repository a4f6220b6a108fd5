package dev.vestnik.rules.owner;

import java.util.Map;

/** What became of a question. */
public sealed interface Answer {

    /** @param result what was granted, for example a code */
    record Granted(Map<String, Object> result) implements Answer {
        public Granted {
            result = Map.copyOf(result);
        }
    }

    /** @param reason the owner's, low in cardinality */
    record Refused(String reason) implements Answer {}

    /** None came in time. */
    record Missing() implements Answer {}
}
