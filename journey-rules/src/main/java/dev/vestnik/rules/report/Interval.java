package dev.vestnik.rules.report;

/** Bounds between which the true value is in 95 of 100 cases. */
public record Interval(double low, double high) {
    /** The 97.5th percentile of the normal distribution. */
    static final double Z = 1.959964;

    /** Whether it says on which side of zero the value is. */
    public boolean isDecided() {
        return low > 0 || high < 0;
    }

    double width() {
        return high - low;
    }

    /** A rate, by Wilson's score: sound for small rates and few customers. */
    public static Interval ofRate(Arm arm) {
        if (arm.customers() == 0) {
            return new Interval(0, 1);
        }
        double n = arm.customers();
        double p = arm.rate();
        double middle = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt((p * (1 - p) + Z * Z / (4 * n)) / n);
        double of = 1 + Z * Z / n;
        return new Interval(Math.max(0, (middle - half) / of), Math.min(1, (middle + half) / of));
    }

    /**
     * The difference of two rates, by Newcombe's hybrid of two Wilson scores (method 10 in Statistics in Medicine 17, 1998, p. 873): it needs
     * no rate to be far from 0, as the difference of two normal distributions does.
     */
    public static Interval ofRates(Arm treated, Arm control) {
        double one = treated.rate();
        double other = control.rate();
        Interval first = ofRate(treated);
        Interval second = ofRate(control);
        double difference = one - other;
        return new Interval(
                difference - Math.hypot(one - first.low(), second.high() - other),
                difference + Math.hypot(first.high() - one, other - second.low()));
    }

    /** The difference of two means whose variances are not the same (Welch), for more than a hundred customers. */
    public static Interval ofMeans(Arm treated, Arm control) {
        double difference = treated.mean() - control.mean();
        double half = Z * Math.sqrt(treated.varianceOfMean() + control.varianceOfMean());
        return new Interval(difference - half, difference + half);
    }
}
