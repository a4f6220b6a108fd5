package dev.vestnik.rules.testrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replies that a test's document gives to the questions of its steps. An offer or a source of which it says nothing does not answer.
 *
 * @param codes by offer, in the order in which they are given; past the last one the pool is empty
 * @param values by source; the same one each time
 */
public record ScriptedReplies(Map<String, List<NextCode>> codes, Map<String, Object> values) {
    /** Nobody answers. */
    public static final ScriptedReplies NONE = new ScriptedReplies(Map.of(), Map.of());

    public ScriptedReplies {
        Map<String, List<NextCode>> copies = new HashMap<>();
        codes.forEach((offer, list) -> copies.put(offer, List.copyOf(list)));
        codes = Map.copyOf(copies);
        values = Map.copyOf(values);
    }

    /** @param expiresAt null: the code has no end */
    public record NextCode(String code, @Nullable Instant expiresAt) {}
}
