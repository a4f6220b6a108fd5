package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.problem.ProblemException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");

    @Test
    void withoutAWordItIsTheLastThirtyDays() {
        Period period = Period.of(null, "", TODAY);
        assertThat(period.from()).isEqualTo("2026-11-01");
        assertThat(period.to()).isEqualTo(TODAY);
        assertThat(period.days()).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01,2026-11-30",
        "2026-09-02,2026-11-30",
        "2026-10-31,2026-11-01",
        "2026-11-17,2026-11-17",
        "2026-01-01,2026-10-31",
        "2025-12-15,2026-03-01"
    })
    void wholeMonthsAndTheDaysAroundThemAreAllDaysOnce(LocalDate from, LocalDate to) {
        Period period = new Period(from, to);
        List<YearMonth> months = period.wholeMonths();
        List<LocalDate> days = new ArrayList<>();
        months.forEach(month ->
                month.atDay(1).datesUntil(month.atEndOfMonth().plusDays(1)).forEach(days::add));
        period.around(months).forEach(rest -> days.addAll(rest.days()));
        assertThat(days).containsExactlyInAnyOrderElementsOf(period.days());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30,2026-11-29", "2025-01-01,2026-11-30", "2026-11-01,2026-12-01", "yesterday,2026-11-30"})
    void aPeriodThatIsNoneIsRefused(String from, String to) {
        assertThatThrownBy(() -> Period.of(from, to, TODAY)).isInstanceOf(ProblemException.class);
    }
}
