package dev.vestnik.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.schedule.DayTime.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moments of a calendar. */
class ScheduleTest {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Whereabouts MOSCOW = in("Europe/Moscow");
    private static final Whereabouts BERLIN = in("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "1990-06-03, 0,   2026-06-01T00:00:00Z, 2026-06-03T07:00:00Z, 36",
        "1990-06-03, 0,   2026-06-03T06:59:59Z, 2026-06-03T07:00:00Z, 36",
        "1990-06-03, 0,   2026-06-03T07:00:00Z, 2027-06-03T07:00:00Z, 37",
        "1990-06-03, -3,  2026-06-01T00:00:00Z, 2027-05-31T07:00:00Z, 37",
        "1990-01-02, -3,  2026-06-01T00:00:00Z, 2026-12-30T07:00:00Z, 37",
        "1990-12-30, 5,   2026-06-01T00:00:00Z, 2027-01-04T07:00:00Z, 36",
        "1990-12-30, 5,   2027-01-02T00:00:00Z, 2027-01-04T07:00:00Z, 36",
        "1992-02-29, 0,   2027-01-01T00:00:00Z, 2027-02-28T07:00:00Z, 35",
        "1992-02-29, 0,   2028-01-01T00:00:00Z, 2028-02-29T07:00:00Z, 36",
        "1992-02-29, 1,   2027-01-01T00:00:00Z, 2027-03-01T07:00:00Z, 35",
        "2030-05-01, 0,   2026-06-01T00:00:00Z, 2030-05-01T07:00:00Z, 0",
        "2026-06-03, 0,   2026-06-01T00:00:00Z, 2026-06-03T07:00:00Z, 0"
    })
    void aDateComesAgainEachYear(LocalDate date, int offset, Instant after, Instant at, long years) {
        Anniversary yearly = new Anniversary("birthday", false, offset, ten(Clock.CUSTOMER));
        ScheduledMoment next = yearly.next(date, after, MOSCOW);
        assertThat(next.at()).isEqualTo(at);
        assertThat(next.data()).containsEntry("years", years);
    }

    @ParameterizedTest
    @CsvSource({"1990-13-01", "1990-02-30", "03.06.1990", "+11990-06-03", "1990-06-03T00:00:00Z", "''"})
    void whatIsNoDateHasNoMoment(String told) {
        assertThat(Anniversary.date(told)).isNull();
        assertThat(Anniversary.date(null)).isNull();
    }

    /** Clocks in Berlin skip 02:00-03:00 on 2027-03-28 and have it twice on 2026-10-25. */
    @ParameterizedTest
    @CsvSource({
        "02:30, 2027-03-27T12:00:00Z, 2027-03-28T01:30:00Z",
        "02:30, 2027-03-28T01:30:00Z, 2027-03-29T00:30:00Z",
        "02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z"
    })
    void anHourThatIsSkippedComesLaterAndOneThatComesTwiceCountsOnce(LocalTime time, Instant after, Instant at) {
        Recurrence daily = new Recurrence(List.of(new Days.All()), 0, new DayTime(time, Clock.CUSTOMER));
        assertThat(at(daily.next(after, BERLIN))).isEqualTo(at);
    }

    @Test
    void theTimeOfDayIsTheCustomersOrTheShops() {
        Whereabouts far = new Whereabouts(ZoneId.of("Asia/Vladivostok"), ZoneId.of("Europe/Moscow"), day -> false);
        Instant after = Instant.parse("2026-06-01T12:00:00Z");
        assertThat(at(new Recurrence(List.of(new Days.All()), 0, ten(Clock.CUSTOMER)).next(after, far)))
                .isEqualTo("2026-06-02T00:00:00Z");
        assertThat(at(new Recurrence(List.of(new Days.All()), 0, ten(Clock.SHOP)).next(after, far)))
                .isEqualTo("2026-06-02T07:00:00Z");
    }

    /** From 2026-01-01; May Day is off. */
    @Test
    void daysComeAgain() {
        assertThat(days(3, new Days.Working())).containsExactly("2026-01-01", "2026-01-02", "2026-01-05");
        assertThat(days(3, new Days.OfWeek(DayOfWeek.MONDAY), new Days.OfWeek(DayOfWeek.THURSDAY)))
                .containsExactly("2026-01-01", "2026-01-05", "2026-01-08");
        assertThat(days(3, new Days.OfMonth(31))).containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
        assertThat(days(5, new Days.LastWorking()))
                .containsExactly("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29");
        assertThat(days(5, new Days.FirstWorking()))
                .containsExactly("2026-01-01", "2026-02-02", "2026-03-02", "2026-04-01", "2026-05-04");
        assertThat(days(2, new Days.OfYear(MonthDay.of(3, 8)))).containsExactly("2026-03-08", "2027-03-08");
        assertThat(days(3, new Days.OfYear(MonthDay.of(2, 29))))
                .containsExactly("2026-02-28", "2027-02-28", "2028-02-29");
    }

    @Test
    void aCalendarWithoutWorkingDaysHasNoMoment() {
        Whereabouts idle = new Whereabouts(ZoneId.of("UTC"), ZoneId.of("UTC"), day -> true);
        Recurrence working = new Recurrence(List.of(new Days.Working()), 0, ten(Clock.CUSTOMER));
        assertThat(working.next(Instant.parse("2026-01-01T00:00:00Z"), idle)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T12:00:00Z, 2026-01-01T00:00:00Z, 2026-02-10T07:00:00Z",
        "2026-01-10T07:00:00Z, 2026-01-01T00:00:00Z, 2026-02-09T07:00:00Z",
        "2025-01-10T12:00:00Z, 2026-01-01T12:00:00Z, 2026-01-02T07:00:00Z",
        "2025-01-10T12:00:00Z, 2026-01-01T06:00:00Z, 2026-01-01T07:00:00Z"
    })
    void aSilenceIsOverAfterItsLengthAndNotBeforeThePublication(Instant last, Instant since, Instant at) {
        Silence silence = new Silence(Duration.ofDays(30), List.of("order.placed"), ten(Clock.CUSTOMER));
        assertThat(silence.next(last, since, MOSCOW).at()).isEqualTo(at);
    }

    private static List<String> days(int count, Days... days) {
        Recurrence recurring = new Recurrence(List.of(days), 0, ten(Clock.CUSTOMER));
        Whereabouts there = in("UTC");
        List<String> found = new ArrayList<>();
        Stream.iterate(Instant.parse("2026-01-01T00:00:00Z"), after -> {
                    ScheduledMoment next = recurring.next(after, there);
                    assertThat(next).isNotNull();
                    found.add(next.name());
                    return next.at();
                })
                .limit(count + 1L)
                .forEach(after -> {});
        return found;
    }

    private static Instant at(ScheduledMoment moment) {
        assertThat(moment).isNotNull();
        return moment.at();
    }

    private static DayTime ten(Clock clock) {
        return new DayTime(LocalTime.of(10, 0), clock);
    }

    private static Whereabouts in(String zone) {
        return new Whereabouts(
                ZoneId.of(zone),
                ZoneId.of(zone),
                day -> WEEKEND.contains(day.getDayOfWeek())
                        || MonthDay.from(day).equals(MonthDay.of(5, 1)));
    }
}
