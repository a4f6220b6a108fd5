package dev.vestnik.rules.testrun;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers that steps of a test run get of others. An offer or a source of which nothing is said does not answer.
 *
 * @param codes by offer, in the order in which they are given; past the last one the pool is empty
 * @param values by source; the same one each time
 */
public record Answers(Map<String, List<NextCode>> codes, Map<String, Object> values) {
    /** Nobody answers. */
    public static final Answers NONE = new Answers(Map.of(), Map.of());

    public Answers {
        Map<String, List<NextCode>> copies = new HashMap<>();
        codes.forEach((offer, list) -> copies.put(offer, List.copyOf(list)));
        codes = Map.copyOf(copies);
        values = Map.copyOf(values);
    }

    /** @param expiresAt null: the code has no end */
    public record NextCode(String code, @Nullable Instant expiresAt) {}
}
