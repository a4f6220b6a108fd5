package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.report.Cell;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmComparisonTest {
    private static final Map<String, Long> TREATED =
            Map.of("exposed", 10_000L, "won", 600L, "won-value RUB", 60_000_000L, "won-squares RUB", 600_000_000L);
    private static final Map<String, Long> CONTROL =
            Map.of("exposed", 10_000L, "won", 400L, "won-value RUB", 40_000_000L, "won-squares RUB", 400_000_000L);

    private static Map<Cell, Map<String, Long>> arms(String step, String one, String other) {
        Map<Cell, Map<String, Long>> cells = new HashMap<>();
        cells.put(new Cell(1, "remind", "sms", ""), Map.of("sent", 5L));
        cells.put(new Cell(1, step, "", one), TREATED);
        cells.put(new Cell(2, step, "", other), CONTROL);
        return cells;
    }

    @Test
    void tellsWhatTheJourneyBringsAboveItsControlGroup() {
        ArmComparison.LiftView lift = new ArmComparison(arms("", "treated", "control")).lift();
        assertThat(lift.treated().rate()).isEqualTo(0.06);
        assertThat(lift.control().rate()).isEqualTo(0.04);
        assertThat(lift.rate().decided()).isTrue();
        assertThat(lift.rate().low()).isBetween(0.013, 0.015);
        assertThat(lift.says()).startsWith("of 100 customers 2.0 more");
        ArmComparison.Difference money = lift.perCustomer().get("RUB");
        assertThat(money.difference()).as("kopecks a customer").isBetween(1_999.0, 2_001.0);
        assertThat(money.low()).isBetween(1_390.0, 1_420.0);
        assertThat(money.decided()).isTrue();
    }

    @Test
    void anExperimentIsComparedByItsStepAndIsNoControlGroup() {
        ArmComparison comparison = new ArmComparison(arms("which", "code", "plain"));
        assertThat(comparison.lift()).isNull();
        assertThat(comparison.experiments()).containsOnlyKeys("which");
        assertThat(comparison.experiments().get("which")).containsOnlyKeys("code", "plain");
        assertThat(comparison.experiments().get("which").get("code").customers())
                .isEqualTo(10_000);
    }

    @Test
    void aJourneyWithoutComparisonsHasNone() {
        ArmComparison comparison = new ArmComparison(Map.of(new Cell(1, "remind", "sms", ""), Map.of("sent", 5L)));
        assertThat(comparison.lift()).isNull();
        assertThat(comparison.experiments()).isEmpty();
    }
}
