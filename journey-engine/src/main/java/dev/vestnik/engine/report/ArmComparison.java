package dev.vestnik.engine.report;

import dev.vestnik.rules.report.Arm;
import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.Interval;
import dev.vestnik.rules.report.Lift;
import dev.vestnik.rules.report.ReportFigure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the arms of a journey: its control group with the rest, and the arms of its experiments. */
final class ArmComparison {
    private static final String TREATED = "treated";
    private static final String CONTROL = "control";
    /** With fewer customers in an arm nothing is said of what they bring. */
    private static final int FEWEST = 100;

    /** With fewer buyers in an arm the value that a customer brings hangs on single orders: an interval of means would be too narrow. */
    private static final int FEWEST_BUYERS = 50;

    /** Squares below this share of what equal values would have are lost to rounding: the values are a few minor units each. */
    private static final double ROUNDING = 0.99;

    private static final double HUNDRED = 100;

    private final Map<String, Map<String, Map<String, Long>>> arms = new TreeMap<>();

    /** @param cells of the journey */
    ArmComparison(Map<Cell, Map<String, Long>> cells) {
        cells.forEach((cell, figures) -> {
            if (!cell.arm().isEmpty()) {
                Sums sums = new Sums(arms.computeIfAbsent(cell.step(), step -> new TreeMap<>()));
                sums.add(cell.arm(), figures);
            }
        });
    }

    /**
     * The customers of an arm.
     *
     * @param won those who reached the goal in time
     * @param rate of them
     * @param low, with {@code high}, between which the rate is in 95 of 100 cases
     * @param again goals that they have reached again
     * @param value of what they did, by currency, in minor units
     */
    record ArmView(
            long customers, long won, double rate, double low, double high, long again, Map<String, Long> value) {}

    /**
     * A difference with the bounds between which it is in 95 of 100 cases.
     *
     * @param decided whether it is more than chance
     */
    record Difference(double difference, double low, double high, boolean decided) {}

    /**
     * A journey against its control group.
     *
     * @param rate difference of the rates
     * @param perCustomer difference of the value that a customer brings, by currency, in minor units
     * @param says it in a sentence
     */
    record LiftView(
            ArmView treated, ArmView control, Difference rate, Map<String, Difference> perCustomer, String says) {}

    /** Null where the journey has no control group. */
    @Nullable
    LiftView lift() {
        Map<String, Map<String, Long>> holdout = arms.get("");
        if (holdout == null) {
            return null;
        }
        Map<String, Long> treated = holdout.getOrDefault(TREATED, Map.of());
        Map<String, Long> control = holdout.getOrDefault(CONTROL, Map.of());
        Lift lift = Lift.of(arm(treated, ""), arm(control, ""));
        Interval interval = lift.interval();
        return new LiftView(
                view(treated),
                view(control),
                new Difference(lift.difference(), interval.low(), interval.high(), lift.isDecided()),
                perCustomer(treated, control),
                lift.says());
    }

    /** By experiment, which is a step, and arm. */
    Map<String, Map<String, ArmView>> experiments() {
        Map<String, Map<String, ArmView>> experiments = new TreeMap<>();
        arms.forEach((step, figures) -> {
            if (!step.isEmpty()) {
                Map<String, ArmView> views = new TreeMap<>();
                figures.forEach((arm, of) -> views.put(arm, view(of)));
                experiments.put(step, views);
            }
        });
        return experiments;
    }

    private static Map<String, Difference> perCustomer(Map<String, Long> treated, Map<String, Long> control) {
        Set<String> currencies =
                new TreeSet<>(Totals.by(treated, ReportFigure.WON_VALUE).keySet());
        currencies.addAll(Totals.by(control, ReportFigure.WON_VALUE).keySet());
        Map<String, Difference> differences = new TreeMap<>();
        for (String currency : currencies) {
            Arm one = arm(treated, currency);
            Arm other = arm(control, currency);
            if (tells(one) && tells(other)) {
                Interval interval = Interval.ofMeans(one, other);
                double middle = (interval.low() + interval.high()) / 2;
                differences.put(
                        currency,
                        new Difference(
                                middle * HUNDRED,
                                interval.low() * HUNDRED,
                                interval.high() * HUNDRED,
                                interval.isDecided()));
            }
        }
        return differences;
    }

    /** Whether an arm has enough customers and buyers, and values large enough, for an interval of its mean. */
    private static boolean tells(Arm arm) {
        return arm.customers() >= FEWEST
                && arm.won() >= FEWEST_BUYERS
                && arm.squares() * arm.won() >= ROUNDING * arm.sum() * arm.sum();
    }

    /** Values in hundreds of minor units. Where rows had no room for all cells, fewer may be known as exposed than have won. */
    private static Arm arm(Map<String, Long> figures, String currency) {
        long customers = Totals.one(figures, ReportFigure.EXPOSED);
        return new Arm(
                customers,
                Math.min(customers, Totals.one(figures, ReportFigure.WON)),
                Totals.one(figures, ReportFigure.WON_VALUE + currency) / HUNDRED,
                Totals.one(figures, ReportFigure.WON_SQUARES + currency));
    }

    private static ArmView view(Map<String, Long> figures) {
        Arm arm = arm(figures, "");
        Interval interval = Interval.ofRate(arm);
        return new ArmView(
                arm.customers(),
                arm.won(),
                arm.customers() == 0 ? 0 : (double) arm.won() / arm.customers(),
                interval.low(),
                interval.high(),
                Totals.one(figures, ReportFigure.WON_AGAIN),
                Totals.by(figures, ReportFigure.WON_VALUE));
    }
}
