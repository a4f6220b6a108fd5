package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalsTest {
    @Test
    void whatWasEarnedIsComparedWithWhatWasSpentInTheSameCurrency() {
        Totals totals = Totals.of(Map.of(
                "cost EUR", 20_000_000L, // 20 euros
                "last-touch", 3L,
                "last-revenue EUR", 10_000L, // 100 euros
                "last-revenue RUB", 5_000L,
                "cost USD", 1_000_000L));
        assertThat(totals.cost()).containsEntry("EUR", new BigDecimal("20"));
        assertThat(totals.lastTouch().sales()).isEqualTo(3);
        assertThat(totals.roi()).isEqualTo(Map.of("EUR", 4.0));
    }

    @Test
    void aCurrencyWithoutMinorUnitsHasNone() {
        Totals totals = Totals.of(Map.of("cost JPY", 100_000_000L, "last-revenue JPY", 150L));
        assertThat(totals.roi()).isEqualTo(Map.of("JPY", 0.5));
    }

    @Test
    void figuresWithReasonsAreTakenApart() {
        Map<String, Long> figures = new HashMap<>();
        figures.put("held quiet-hours", 3L);
        figures.put("held budget", 1L);
        figures.put("receipt failed-permanent", 2L);
        figures.put("receipt expired", 1L);
        Totals totals = Totals.of(figures);
        assertThat(totals.held()).isEqualTo(Map.of("quiet-hours", 3L, "budget", 1L));
        assertThat(totals.failed()).isEqualTo(3);
        assertThat(totals.sent()).isZero();
    }
}
