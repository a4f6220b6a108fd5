package dev.vestnik.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * A measured figure, the median of its runs.
 *
 * @param control the same of the control, in the same unit; null where a limit is the only comparison
 * @param ratio value / control; null without a control
 */
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double control,
        @Nullable Double ratio) {

    /** A figure beside its control. */
    public static Figure against(String name, double value, String unit, double control) {
        return new Figure(name, value, unit, control, value / control);
    }

    /** A figure by itself. */
    public static Figure alone(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null);
    }
}
