package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ArmComparison.ArmView;
import dev.vestnik.engine.report.ArmComparison.LiftView;
import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.report.Cell;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a journey in a period.
 *
 * @param from the first day of it, in UTC
 * @param to the last one
 * @param byVersion all of it, by the version of the journey
 * @param byStep what is of a step
 * @param byChannel what is of a channel
 * @param lift what the journey brings, where it has a control group
 * @param experiments by step and arm
 * @param folded whether some reasons are told together, as {@code other}, or some figures without their version, step and channel
 * @param missing partitions that no instance could read: their customers are not in it
 * @param silent instances that did not answer
 */
record JourneyReport(
        String journey,
        String shop,
        LocalDate from,
        LocalDate to,
        Totals total,
        Map<String, Totals> byVersion,
        Map<String, Totals> byStep,
        Map<String, Totals> byChannel,
        Map<String, Totals> byDay,
        @Nullable LiftView lift,
        Map<String, Map<String, ArmView>> experiments,
        boolean folded,
        List<Integer> missing,
        Set<String> silent) {

    static JourneyReport of(Question question, Whole whole) {
        Map<Cell, Map<String, Long>> cells = cells(whole);
        ArmComparison comparison = new ArmComparison(cells);
        return new JourneyReport(
                question.journey(),
                question.shop(),
                question.period().from(),
                question.period().to(),
                Totals.of(grouped(cells, cell -> "").getOrDefault("", Map.of())),
                totals(grouped(cells, cell -> name(cell.version()))),
                totals(grouped(cells, Cell::step)),
                totals(grouped(cells, Cell::channel)),
                totals(whole.days()),
                comparison.lift(),
                comparison.experiments(),
                isFolded(cells),
                whole.missing(),
                whole.silent());
    }

    private static boolean isFolded(Map<Cell, Map<String, Long>> cells) {
        return cells.entrySet().stream()
                .anyMatch(cell -> cell.getKey().equals(cell.getKey().folded()) || FigureRow.isFolded(cell.getValue()));
    }

    static Map<Cell, Map<String, Long>> cells(Whole whole) {
        Map<Cell, Map<String, Long>> cells = new HashMap<>();
        whole.groups().forEach((name, figures) -> cells.put(ReportKeys.cellNamed(name), figures));
        return cells;
    }

    static String name(int version) {
        return version == 0 ? "" : String.valueOf(version);
    }

    static Map<String, Map<String, Long>> grouped(Map<Cell, Map<String, Long>> cells, Function<Cell, String> by) {
        Sums sums = new Sums();
        cells.forEach((cell, figures) -> sums.add(by.apply(cell), figures));
        return sums.of();
    }

    /** Without what is of none. */
    static Map<String, Totals> totals(Map<String, Map<String, Long>> groups) {
        Map<String, Totals> totals = new TreeMap<>();
        groups.forEach((name, figures) -> {
            if (!name.isEmpty()) {
                totals.put(name, Totals.of(figures));
            }
        });
        return totals;
    }
}
