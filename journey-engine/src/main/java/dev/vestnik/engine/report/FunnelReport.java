package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.ReportFigure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ends of a journey's runs in a period, step by step.
 *
 * @param entered in the same period: some of them are still on their way
 * @param ended runs that did
 * @param steps in the order of the journey's document
 */
record FunnelReport(
        String journey,
        String shop,
        LocalDate from,
        LocalDate to,
        long entered,
        long ended,
        List<StepEnds> steps,
        List<Integer> missing,
        Set<String> silent) {

    /**
     * A step.
     *
     * @param reached runs that ended here or at a later step of the document
     * @param ended runs that ended here
     * @param left the same by reason
     */
    record StepEnds(String step, long reached, long ended, Map<String, Long> left) {}

    /** @param order of the steps as they are now; those that are gone come last */
    static FunnelReport of(Question question, Whole whole, List<String> order) {
        Map<Cell, Map<String, Long>> cells = JourneyReport.cells(whole);
        Map<String, Map<String, Long>> left = new TreeMap<>();
        JourneyReport.grouped(cells, Cell::step)
                .forEach((step, figures) -> left.put(step, Totals.by(figures, ReportFigure.LEFT)));
        List<String> steps = new ArrayList<>(order);
        left.forEach((step, reasons) -> {
            if (!steps.contains(step) && !reasons.isEmpty()) {
                steps.add(step);
            }
        });
        List<StepEnds> ends = new ArrayList<>();
        long reached = 0;
        for (String step : steps.reversed()) {
            Map<String, Long> reasons = left.getOrDefault(step, Map.of());
            long ended = reasons.values().stream().mapToLong(Long::longValue).sum();
            reached += ended;
            ends.add(new StepEnds(step, reached, ended, reasons));
        }
        Collections.reverse(ends);
        Map<String, Long> all = JourneyReport.grouped(cells, cell -> "").getOrDefault("", Map.of());
        return new FunnelReport(
                question.journey(),
                question.shop(),
                question.period().from(),
                question.period().to(),
                Totals.one(all, ReportFigure.ENTERED),
                reached,
                ends,
                whole.missing(),
                whole.silent());
    }
}
