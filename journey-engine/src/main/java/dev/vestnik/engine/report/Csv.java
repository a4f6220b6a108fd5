package dev.vestnik.engine.report;

import dev.vestnik.engine.report.ArmComparison.Difference;
import dev.vestnik.engine.report.ArmComparison.LiftView;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.report.Cell;
import dev.vestnik.rules.report.ReportFigure;
import java.util.Map;
import java.util.function.Function;

/**
 * A report as lines of RFC 4180, one for each figure: what it is grouped by, the name of the group, the figure as stores have it, the amount;
 * a cost in whole units, as in the report. The lift follows in lines of its own.
 */
final class Csv {
    private static final String HEAD = "by,name,figure,amount\r\n";

    private final StringBuilder text = new StringBuilder(HEAD);

    static String ofJourney(Whole whole, JourneyReport report) {
        Map<Cell, Map<String, Long>> cells = JourneyReport.cells(whole);
        Csv csv = new Csv();
        csv.lines("total", JourneyReport.grouped(cells, cell -> "all"));
        csv.groups("version", cells, cell -> JourneyReport.name(cell.version()));
        csv.groups("step", cells, Cell::step);
        csv.groups("channel", cells, Cell::channel);
        csv.groups(
                "arm",
                cells,
                cell -> cell.step().isEmpty() || cell.arm().isEmpty() ? cell.arm() : cell.step() + ": " + cell.arm());
        csv.lines("day", whole.days());
        if (report.lift() != null) {
            csv.lift(report.lift());
        }
        return csv.text.toString();
    }

    private void lift(LiftView lift) {
        difference("rate", lift.rate());
        lift.perCustomer().forEach((currency, value) -> difference("value " + currency, value));
    }

    private void difference(String of, Difference found) {
        line("lift", of, "difference", found.difference());
        line("lift", of, "low", found.low());
        line("lift", of, "high", found.high());
        line("lift", of, "decided", found.decided());
    }

    static String ofSummary(Whole whole) {
        Csv csv = new Csv();
        csv.lines("total", Map.of("all", whole.groups().getOrDefault(LocalReports.SHOP, Map.of())));
        csv.lines("journey", whole.groups());
        csv.lines("day", whole.days());
        return csv.text.toString();
    }

    static String ofFunnel(FunnelReport report) {
        Csv csv = new Csv();
        report.steps().forEach(step -> {
            csv.line("step", step.step(), "reached", step.reached());
            csv.line("step", step.step(), "ended", step.ended());
            step.left().forEach((reason, runs) -> csv.line("step", step.step(), "left " + reason, runs));
        });
        return csv.text.toString();
    }

    private void groups(String by, Map<Cell, Map<String, Long>> cells, Function<Cell, String> name) {
        lines(by, JourneyReport.grouped(cells, name));
    }

    private void lines(String by, Map<String, Map<String, Long>> groups) {
        groups.forEach((name, figures) -> {
            if (!name.isEmpty()) {
                figures.forEach((figure, amount) -> figure(by, name, figure, amount));
                Totals.cost(figures).forEach((currency, units) -> line(by, name, ReportFigure.COST + currency, units));
            }
        });
    }

    private void figure(String by, String name, String figure, long amount) {
        if (!figure.startsWith(ReportFigure.COST) && !figure.startsWith(ReportFigure.WON_SQUARES)) {
            line(by, name, figure, amount);
        }
    }

    private void line(String by, String name, String figure, Object amount) {
        text.append(by)
                .append(',')
                .append(quoted(name))
                .append(',')
                .append(quoted(figure))
                .append(',')
                .append(amount)
                .append("\r\n");
    }

    /** A spreadsheet must not take a name for a formula. */
    private static String quoted(String name) {
        String safe = !name.isEmpty() && "=+-@\t\r".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
        boolean plain =
                safe.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
