package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.report.Cell;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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
    void saysNothingOfMoneyWhileFewHaveBought() {
        assertThat(money(figures(10_000, 49, 4_900_000), figures(10_000, 400, 40_000_000)))
                .isEmpty();
        assertThat(money(figures(10_000, 50, 5_000_000), figures(10_000, 400, 40_000_000)))
                .isNotEmpty();
    }

    @Test
    void saysNothingOfValuesWhoseSquaresAreLostToRounding() {
        Map<String, Long> points = Map.of("exposed", 10_000L, "won", 600L, "won-value -", 600L, "won-squares -", 0L);
        assertThat(money(points, points)).isEmpty();
    }

    /** Two arms that do not differ, of which nine customers in ten are in the first; sums of orders as skewed as shops' are. */
    @Test
    void fewOfManyComparisonsOfEqualArmsCallTheMoneyDifferent() {
        Random random = new Random(20261130);
        int told = 0;
        int decided = 0;
        for (int run = 0; run < 2_000; run++) {
            for (ArmComparison.Difference one :
                    money(drawn(random, 9_000), drawn(random, 1_000)).values()) {
                told++;
                decided += one.decided() ? 1 : 0;
            }
        }
        assertThat(told).isGreaterThan(1_500);
        assertThat((double) decided / told).isBetween(0.03, 0.07);
    }

    private static Map<String, Long> drawn(Random random, int customers) {
        long won = 0;
        long value = 0;
        long squares = 0;
        for (int customer = 0; customer < customers; customer++) {
            if (random.nextInt(100) < 8) {
                double hundreds = 500 * Math.exp(0.8 * random.nextGaussian());
                won++;
                value += Math.round(hundreds * 100);
                squares += Math.round(hundreds * hundreds);
            }
        }
        return Map.of("exposed", (long) customers, "won", won, "won-value RUB", value, "won-squares RUB", squares);
    }

    private static Map<String, Long> figures(long customers, long won, long value) {
        long each = value / won / 100;
        return Map.of("exposed", customers, "won", won, "won-value RUB", value, "won-squares RUB", won * each * each);
    }

    private static Map<String, ArmComparison.Difference> money(Map<String, Long> treated, Map<String, Long> control) {
        Map<Cell, Map<String, Long>> cells =
                Map.of(new Cell(1, "", "", "treated"), treated, new Cell(1, "", "", "control"), control);
        return Objects.requireNonNull(new ArmComparison(cells).lift()).perCustomer();
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
