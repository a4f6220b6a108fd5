package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.report.FunnelReport.StepEnds;
import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.report.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunnelReportTest {
    private static final Period DAY = new Period(LocalDate.parse("2026-11-30"), LocalDate.parse("2026-11-30"));

    @Test
    void tellsStepByStepHowManyRunsCameThereAndWhereTheyEnded() {
        Whole whole = new Whole(
                Map.of(
                        named("contact"), Map.of("entered", 100L, "left completed", 40L),
                        named("payment"), Map.of("left purchased", 25L, "left completed", 5L),
                        named("=gone"), Map.of("left completed", 1L)),
                Map.of(),
                List.of(),
                Set.of());
        FunnelReport report =
                FunnelReport.of(new Question("main", "carts", DAY), whole, List.of("contact", "delivery", "payment"));
        assertThat(report.entered()).isEqualTo(100);
        assertThat(report.ended()).isEqualTo(71);
        assertThat(report.steps())
                .containsExactly(
                        new StepEnds("contact", 71, 40, Map.of("completed", 40L)),
                        new StepEnds("delivery", 31, 0, Map.of()),
                        new StepEnds("payment", 31, 30, Map.of("purchased", 25L, "completed", 5L)),
                        new StepEnds("=gone", 1, 1, Map.of("completed", 1L)));
        assertThat(Csv.ofFunnel(report).split("\r\n"))
                .contains("by,name,figure,amount", "step,payment,left purchased,25", "step,'=gone,ended,1");
    }

    private static String named(String step) {
        return ReportKeys.named(new Cell(1, step, "", ""));
    }
}
