package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.report.FunnelReport.StepEnds;
import dev.vestnik.engine.report.ReportSums.Question;
import dev.vestnik.engine.report.ReportSums.Whole;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.report.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunnelReportTest {
    private static final Period DAY = new Period(LocalDate.parse("2026-11-30"), LocalDate.parse("2026-11-30"));

    private static final Catalogue NO_TEMPLATES = Catalogue.of(Map.of());

    private static final String STEPS = """
            id: carts
            class: service
            entry: {on: cart.updated, key: event.cartId}
            start: contact
            steps:
              contact: {type: delay, for: P1D, next: delivery}
              delivery: {type: delay, for: P1D, next: payment}
              payment: {type: delay, for: P1D}
            """;

    @Test
    void tellsStepByStepHowManyRunsCameThereAndWhereTheyEnded() {
        FunnelReport report = report(
                Map.of(
                        named(2, "contact"), Map.of("entered", 100L, "left completed", 40L),
                        named(2, "payment"), Map.of("left purchased", 25L, "left completed", 5L)),
                Map.of());
        assertThat(report.entered()).isEqualTo(100);
        assertThat(report.ended()).isEqualTo(70);
        assertThat(report.steps())
                .containsExactly(
                        new StepEnds("contact", 70, 40, Map.of("completed", 40L)),
                        new StepEnds("delivery", 30, 0, Map.of()),
                        new StepEnds("payment", 30, 30, Map.of("purchased", 25L, "completed", 5L)));
        assertThat(Csv.ofFunnel(report).split("\r\n"))
                .contains("by,name,figure,amount", "step,payment,left purchased,25");
    }

    @Test
    void runsOfARenamedStepAreAtItsPlace() {
        FunnelReport report = report(
                Map.of(
                        named(1, "address"), Map.of("left completed", 3L),
                        named(2, "delivery"), Map.of("left completed", 4L)),
                Map.of(2, Map.of("address", "delivery")));
        assertThat(report.steps())
                .containsExactly(
                        new StepEnds("contact", 7, 0, Map.of()),
                        new StepEnds("delivery", 7, 7, Map.of("completed", 7L)),
                        new StepEnds("payment", 0, 0, Map.of()));
    }

    @Test
    void runsThatEndedAtAStepWithoutAPlaceHaveReachedNoOther() {
        FunnelReport report = report(
                Map.of(
                        named(1, "=gone"), Map.of("left completed", 1L),
                        named(1, ""), Map.of("left purchased", 2L),
                        named(2, "payment"), Map.of("left completed", 5L)),
                Map.of());
        assertThat(report.ended()).isEqualTo(8);
        assertThat(report.steps())
                .containsExactly(
                        new StepEnds("contact", 5, 0, Map.of()),
                        new StepEnds("delivery", 5, 0, Map.of()),
                        new StepEnds("payment", 5, 5, Map.of("completed", 5L)),
                        new StepEnds("", 2, 2, Map.of("purchased", 2L)),
                        new StepEnds("=gone", 1, 1, Map.of("completed", 1L)));
        assertThat(Csv.ofFunnel(report).split("\r\n")).contains("step,'=gone,ended,1");
    }

    private static FunnelReport report(
            Map<String, Map<String, Long>> groups, Map<Integer, Map<String, String>> places) {
        Journey journey =
                switch (new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(STEPS, 2, NO_TEMPLATES)) {
                    case Checked.Sound<Journey>(Journey sound, var _) -> sound;
                    case Checked.Faulty<Journey>(var faults) -> throw new AssertionError(faults);
                };
        Published published =
                new Published(Status.LIVE, 2, Map.of(2, journey), _ -> null, Map.of(), places, Pauses.NONE);
        Whole whole = new Whole(groups, Map.of(), List.of(), Set.of());
        return FunnelReport.of(new Question("main", "carts", DAY), whole, published);
    }

    private static String named(int version, String step) {
        return ReportKeys.named(new Cell(version, step, "", ""));
    }
}
