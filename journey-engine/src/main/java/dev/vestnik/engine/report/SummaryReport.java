package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.report.ReportFigure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of all journeys and campaigns of a shop in a period.
 *
 * @param total over all of them
 * @param sales goals with a value, each order once, whichever journeys have it as their goal
 * @param revenue of these, by currency, in minor units
 * @param journeys each by itself; campaigns as {@code campaign.ID}
 * @param folded whether some reasons are told together, as {@code other}
 */
record SummaryReport(
        String shop,
        LocalDate from,
        LocalDate to,
        Totals total,
        long sales,
        Map<String, Long> revenue,
        Map<String, Totals> journeys,
        Map<String, Totals> byDay,
        boolean folded,
        List<Integer> missing,
        Set<String> silent) {

    static SummaryReport of(Question question, Whole whole) {
        Map<String, Long> shop = whole.groups().getOrDefault(LocalReports.SHOP, Map.of());
        return new SummaryReport(
                question.shop(),
                question.period().from(),
                question.period().to(),
                Totals.of(shop),
                Totals.one(shop, ReportFigure.SALES),
                Totals.by(shop, ReportFigure.REVENUE),
                JourneyReport.totals(whole.groups()),
                JourneyReport.totals(whole.days()),
                whole.groups().values().stream().anyMatch(FigureRow::isFolded),
                whole.missing(),
                whole.silent());
    }
}
