package dev.vestnik.benchmarks.harness;

import java.util.Collection;
import java.util.List;

/** The middle of several runs, and what most stay below. */
public final class Median {
    private Median() {}

    /** @throws IllegalArgumentException when there are no runs */
    public static double of(Collection<Double> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs");
        }
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * The smallest of the values that {@code quantile} (above 0, at most 1) of them do not exceed.
     *
     * @throws IllegalArgumentException when there are no values
     */
    public static long quantile(long[] sorted, double quantile) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
