package dev.vestnik.benchmarks.harness;

/**
 * The size of a run: 1 gives figures, less is a quick trial.
 *
 * @param factor above 0, at most 1
 */
public record Scale(double factor) {
    public static final Scale FULL = new Scale(1);

    public Scale {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("--scale must be above 0 and at most 1");
        }
    }

    public static Scale parse(String text) {
        try {
            return new Scale(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--scale needs a number, for example 0.1", e);
        }
    }

    public boolean isFull() {
        return factor == 1;
    }

    /** The part of a full run's count at this scale. */
    public int of(int full) {
        return Math.max(1, (int) Math.round(full * factor));
    }
}
