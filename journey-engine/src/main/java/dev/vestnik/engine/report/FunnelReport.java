package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.ReportFigure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a journey's runs in a period, step by step.
 *
 * @param entered in the same period: some of them are still on their way
 * @param ended runs that did
 * @param steps in the order of the journey's document; behind them those of earlier versions that have no place in it, and, without a name,
 *     runs that ended before their first step
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
     * @param reached runs that ended here or at a later step of the document; of a step that the document has no more, those that ended here
     * @param ended runs that ended here
     * @param left the same by reason
     */
    record StepEnds(String step, long reached, long ended, Map<String, Long> left) {}

    /** @param published the journey as it is in force; null: none is, so that no step comes before another */
    static FunnelReport of(Question question, Whole whole, @Nullable Published published) {
        Map<Cell, Map<String, Long>> cells = JourneyReport.cells(whole);
        Map<String, Map<String, Long>> left = new TreeMap<>();
        JourneyReport.grouped(cells, cell -> place(cell, published))
                .forEach((step, figures) -> left.put(step, Totals.by(figures, ReportFigure.LEFT)));
        List<StepEnds> ends = new ArrayList<>();
        long reached = 0;
        for (String step : steps(published).reversed()) {
            StepEnds here = apart(step, left.remove(step));
            reached += here.ended();
            ends.add(new StepEnds(step, reached, here.ended(), here.left()));
        }
        Collections.reverse(ends);
        left.values().removeIf(Map::isEmpty);
        left.forEach((step, reasons) -> ends.add(apart(step, reasons)));
        Map<String, Long> all = JourneyReport.grouped(cells, cell -> "").getOrDefault("", Map.of());
        return new FunnelReport(
                question.journey(),
                question.shop(),
                question.period().from(),
                question.period().to(),
                Totals.one(all, ReportFigure.ENTERED),
                ends.stream().mapToLong(StepEnds::ended).sum(),
                ends,
                whole.missing(),
                whole.silent());
    }

    /** The id that the cell's step has today. */
    private static String place(Cell cell, @Nullable Published published) {
        return published == null ? cell.step() : published.placeOf(cell.version(), cell.step());
    }

    private static List<String> steps(@Nullable Published published) {
        Journey current = published == null ? null : published.version(published.current());
        return current == null ? List.of() : List.copyOf(current.steps().keySet());
    }

    /** A step that nothing comes after. */
    private static StepEnds apart(String step, @Nullable Map<String, Long> left) {
        Map<String, Long> reasons = left == null ? Map.of() : left;
        long ended = reasons.values().stream().mapToLong(Long::longValue).sum();
        return new StepEnds(step, ended, ended, reasons);
    }
}
