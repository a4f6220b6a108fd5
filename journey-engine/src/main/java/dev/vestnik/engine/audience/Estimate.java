package dev.vestnik.engine.audience;

import java.util.Collection;

/**
 * A number of customers, estimated from a part of them.
 *
 * @param count the best guess
 * @param error the true number is no further away, in 19 of 20 cases; 0 where all were counted
 */
public record Estimate(long count, long error) {
    /** The standard deviations within which 95 of 100 of a normal distribution are. */
    private static final double NINETEEN_OF_TWENTY = 1.96;

    /** The rule of three: where none of n was found, 19 times in 20 fewer than 3/n of all are such. */
    private static final double WHERE_NONE_IS_FOUND = 3;

    /**
     * A part of a partition's customers, chosen by a hash.
     *
     * @param found in the part
     * @param of the partition's customers that the part has, above 0 to 1
     */
    public record Found(long found, double of) {}

    /** Each customer of a partition was in the part with the same chance: the number found is binomial. */
    public static Estimate of(Collection<Found> parts) {
        double count = 0;
        double variance = 0;
        double unseen = 0;
        for (Found part : parts) {
            count += part.found() / part.of();
            variance += part.found() * (1 - part.of()) / (part.of() * part.of());
            unseen = Math.max(unseen, (1 - part.of()) / part.of());
        }
        double error = Math.max(NINETEEN_OF_TWENTY * Math.sqrt(variance), WHERE_NONE_IS_FOUND * unseen);
        return new Estimate(Math.round(count), (long) Math.ceil(error));
    }
}
