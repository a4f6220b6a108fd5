package dev.vestnik.rules.report;

/**
 * The customers of one arm of a comparison, each counted once.
 *
 * @param won those who reached the goal in time
 * @param sum of the values of what they did, in a unit of one's own; all others have 0
 * @param squares the sum of the squares of the same
 */
public record Arm(long customers, long won, double sum, double squares) {
    public Arm {
        if (won < 0 || customers < won) {
            throw new IllegalArgumentException(won + " of " + customers + " customers");
        }
    }

    double rate() {
        return customers == 0 ? 0 : (double) won / customers;
    }

    double mean() {
        return customers == 0 ? 0 : sum / customers;
    }

    /** The variance of the mean. */
    double varianceOfMean() {
        double variance = (squares - sum * sum / customers) / (customers - 1);
        return Math.max(variance, 0) / customers;
    }
}
