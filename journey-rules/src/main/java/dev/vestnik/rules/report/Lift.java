package dev.vestnik.rules.report;

import java.util.Locale;

/**
 * The effect of a journey: the customers whom it treats against its control group, each counted once, from their first exposure.
 *
 * @param difference of the shares that reached the goal, treated less control
 * @param interval of the difference
 */
public record Lift(Arm treated, Arm control, double difference, Interval interval) {
    /** With fewer in an arm nothing is said of it. */
    private static final int FEWEST = 30;

    /** With fewer that reached the goal in both arms together nothing is said of how many more are needed. */
    private static final int FEWEST_WON = 5;

    /** The factor on the number of customers above which a difference is too small to be looked for. */
    private static final int TOO_MANY_TIMES = 20;

    private static final double PERCENT = 100;

    public static Lift of(Arm treated, Arm control) {
        return new Lift(treated, control, treated.rate() - control.rate(), Interval.ofRates(treated, control));
    }

    private boolean isEnough() {
        return treated.customers() >= FEWEST && control.customers() >= FEWEST;
    }

    /** Whether the difference is more than chance. */
    public boolean isDecided() {
        return isEnough() && interval.isDecided();
    }

    /** One sentence for people. */
    public String says() {
        if (control.customers() == 0) {
            return "there is no control group yet: what the journey brings cannot be told";
        }
        if (isDecided()) {
            return "of 100 customers %s %s reach the goal because of the journey (between %s and %s)"
                    .formatted(
                            points(Math.abs(difference)),
                            difference > 0 ? "more" : "fewer",
                            points(Math.min(Math.abs(interval.low()), Math.abs(interval.high()))),
                            points(Math.max(Math.abs(interval.low()), Math.abs(interval.high()))));
        }
        long customers = treated.customers() + control.customers();
        if (!isEnough() || treated.won() + control.won() < FEWEST_WON) {
            return "not enough customers yet: the arms have " + treated.customers() + " and " + control.customers();
        }
        double times = timesTheCustomers();
        return times > TOO_MANY_TIMES
                ? "no difference is to be seen among " + customers + " customers"
                : "not enough customers yet: about " + round((times - 1) * customers) + " more";
    }

    /** So many times the customers, the difference as it is, would decide: the interval narrows with the root of their number. */
    private double timesTheCustomers() {
        double half = interval.width() / 2;
        return difference == 0 ? Double.POSITIVE_INFINITY : Math.pow(half / difference, 2);
    }

    /** To one figure, never to nothing: 2,687 is 3,000. */
    private static String round(double number) {
        long tens = Math.round(Math.pow(10, Math.floor(Math.log10(Math.max(number, 10)))));
        return String.format(Locale.ROOT, "%,d", Math.max(1, Math.round(number / tens)) * tens);
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.2f" : "%.1f", share * PERCENT);
    }
}
