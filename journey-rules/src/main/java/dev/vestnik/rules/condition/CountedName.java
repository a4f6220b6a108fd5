package dev.vestnik.rules.condition;

/**
 * A counter that expressions may ask: {@code orders.count(P90D)}.
 *
 * @param id under which the customer's counts are found
 * @param days for which events are counted
 * @param sums whether there is a sum, too
 */
public record CountedName(String id, int days, boolean sums) {
    /** The field of the customer with the counters. */
    static final String FIELD = "counters";

    /** The field of a counter with the number of events of the last so many days, today included. */
    public static String count(int days) {
        return "count " + days;
    }

    /** The field of a counter with their sum. */
    public static String sum(int days) {
        return "sum " + days;
    }
}
