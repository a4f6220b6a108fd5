package dev.vestnik.service.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds the values of a tag that marketers, shops or providers make up. The first values have series of their own; later ones share the
 * series {@code other}, so that a scrape stays small and nothing is left out of a sum.
 */
public final class TagValues {
    /** Stands for all values that are not shown. */
    public static final String OTHER = "other";

    private final int most;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    public TagValues(int most) {
        this.most = most;
    }

    /** The value itself, or {@code other} when as many have been shown before it as there may be. */
    public String of(String value) {
        if (shown.contains(value)) {
            return value;
        }
        if (shown.size() >= most) {
            return OTHER;
        }
        shown.add(value);
        return value;
    }
}
