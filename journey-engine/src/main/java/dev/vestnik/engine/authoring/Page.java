package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next cursor of the following page; null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int MOST = 500;

    /**
     * The page of those that come after the cursor.
     *
     * @param all in the order of {@code id}
     * @throws ProblemException 422 for an impossible limit
     */
    static <T> Page<T> of(List<T> all, Function<T, String> id, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.faults(List.of(new Fault("limit", "must be 1 to " + MOST)));
        }
        List<T> rest = all.stream()
                .filter(item -> cursor == null || id.apply(item).compareTo(cursor) > 0)
                .toList();
        List<T> items = rest.stream().limit(limit).toList();
        return new Page<>(items, rest.size() > limit ? id.apply(items.getLast()) : null);
    }
}
