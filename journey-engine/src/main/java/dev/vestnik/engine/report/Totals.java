package dev.vestnik.engine.report;

import dev.vestnik.rules.report.ReportFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a journey, a part of one, or a shop. Amounts of money are by currency: in minor units, a cost in whole ones.
 *
 * @param control entries of customers who are held out and get nothing
 * @param queued entries that wait until the customer has room for another run
 * @param notEntered by reason, as {@code held}, {@code skipped}, {@code dropped}, {@code revoked} and {@code left}
 * @param delivered, like those after it, what receipts have said: one that says more may come without one that says less
 * @param failed for good, expired ones among them
 * @param converted runs that have reached their goal
 * @param value of these goals
 * @param lastTouch sales that are owed to the last message of the week before them
 * @param firstTouch the same of the first message
 * @param cost what gateways say that they have charged
 * @param roi what sales by last touch brought above the cost, in parts of the cost, where both are of one currency
 * @param tasks of people, by what became of them
 * @param offered codes given out
 * @param redeemed codes of them that were used
 * @param notSummed goals whose value is no number, or too large for a sum
 */
record Totals(
        long entered,
        long control,
        long queued,
        Map<String, Long> notEntered,
        Map<String, Long> left,
        long sent,
        long retried,
        Map<String, Long> held,
        Map<String, Long> skipped,
        Map<String, Long> dropped,
        Map<String, Long> revoked,
        long accepted,
        long delivered,
        long read,
        long opened,
        long clicked,
        long replied,
        long failed,
        long inDoubt,
        long converted,
        Map<String, Long> value,
        Owed lastTouch,
        Owed firstTouch,
        Map<String, BigDecimal> cost,
        Map<String, Double> roi,
        Map<String, Long> tasks,
        long stuck,
        long offered,
        long redeemed,
        long notSummed) {
    private static final int MICROS = 6;
    private static final double HUNDREDTHS = 100;

    /** Sales and what they brought. */
    record Owed(long sales, Map<String, Long> revenue) {}

    static Totals of(Map<String, Long> figures) {
        Map<String, BigDecimal> cost = cost(figures);
        Owed last = new Owed(one(figures, ReportFigure.LAST_TOUCH), by(figures, ReportFigure.LAST_REVENUE));
        return new Totals(
                one(figures, ReportFigure.ENTERED),
                one(figures, ReportFigure.CONTROL),
                one(figures, ReportFigure.QUEUED),
                by(figures, ReportFigure.NOT_ENTERED),
                by(figures, ReportFigure.LEFT),
                one(figures, ReportFigure.SENT),
                one(figures, ReportFigure.RETRIED),
                by(figures, ReportFigure.HELD),
                by(figures, ReportFigure.SKIPPED),
                by(figures, ReportFigure.DROPPED),
                by(figures, ReportFigure.REVOKED),
                receipts(figures, "accepted"),
                receipts(figures, "delivered"),
                receipts(figures, "read"),
                receipts(figures, "opened"),
                receipts(figures, "clicked"),
                receipts(figures, "replied"),
                receipts(figures, "failed-permanent") + receipts(figures, "expired"),
                receipts(figures, "in-doubt"),
                one(figures, ReportFigure.CONVERTED),
                by(figures, ReportFigure.VALUE),
                last,
                new Owed(one(figures, ReportFigure.FIRST_TOUCH), by(figures, ReportFigure.FIRST_REVENUE)),
                cost,
                roi(last, cost),
                by(figures, ReportFigure.TASK),
                one(figures, ReportFigure.STUCK),
                one(figures, ReportFigure.OFFERED),
                one(figures, ReportFigure.REDEEMED),
                one(figures, ReportFigure.NOT_SUMMED));
    }

    static long one(Map<String, Long> figures, String figure) {
        return figures.getOrDefault(figure, 0L);
    }

    private static long receipts(Map<String, Long> figures, String status) {
        return one(figures, ReportFigure.RECEIPT + status);
    }

    /** The figures that begin so, by what follows. */
    static Map<String, Long> by(Map<String, Long> figures, String prefix) {
        Map<String, Long> found = new TreeMap<>();
        figures.forEach((figure, amount) -> {
            if (figure.startsWith(prefix)) {
                found.put(figure.substring(prefix.length()), amount);
            }
        });
        return found;
    }

    /** The charges by currency, in whole units. */
    static Map<String, BigDecimal> cost(Map<String, Long> figures) {
        Map<String, BigDecimal> cost = new TreeMap<>();
        by(figures, ReportFigure.COST)
                .forEach((currency, micros) -> cost.put(currency, plain(BigDecimal.valueOf(micros, MICROS))));
        return cost;
    }

    /** Without zeros at the end, and without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Map<String, Double> roi(Owed last, Map<String, BigDecimal> cost) {
        Map<String, Double> roi = new TreeMap<>();
        cost.forEach((currency, spent) -> {
            Long minor = last.revenue().get(currency);
            if (minor != null && spent.signum() > 0) {
                BigDecimal brought = BigDecimal.valueOf(minor, digits(currency));
                double times = brought.subtract(spent)
                        .divide(spent, MICROS, RoundingMode.HALF_EVEN)
                        .doubleValue();
                roi.put(currency, Math.round(times * HUNDREDTHS) / HUNDREDTHS);
            }
        });
        return roi;
    }

    /** The number of digits of minor units; two where Java does not know the currency. */
    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
