package dev.vestnik.rules.owner;

import java.util.Map;

/** The reply to a question. */
public sealed interface Reply {

    /** @param result what was granted, for example a code */
    record Given(Map<String, Object> result) implements Reply {
        public Given {
            result = Map.copyOf(result);
        }
    }

    /** @param reason the owner's, low in cardinality */
    record Denied(String reason) implements Reply {}

    /** No reply came in time. */
    record Missing() implements Reply {}
}
