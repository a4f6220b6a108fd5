package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A zone's whole year, held against clocks that are read minute by minute: each minute of the days around a change of the clocks, the edges of
 * all quiet hours, and between them each minute of the day within a week. {@code -Dvestnik.quiet.step=1} is each minute of the year.
 */
class QuietYearTest {
    @ParameterizedTest
    @MethodSource("dev.vestnik.rules.settings.YearOfClocks#odd")
    void isQuietWhenTheClocksSaySo(YearOfClocks clocks) {
        for (QuietHours hours : List.of(hours("21:00", "09:00"), hours("02:30", "02:45"), hours("00:00", "00:30"))) {
            int[] ends = ends(clocks, hours);
            QuietTime quiet = new QuietTime(List.of(hours), clocks.zone(), Calendar.WEEKS);
            boolean night = hours.to().isBefore(hours.from());
            for (int i = clocks.begin(); i < clocks.end(); i++) {
                boolean plain = clocks.areSteady(i) && ends[i] == ends[i - 1];
                if (plain && (!night || clocks.isPassedOver(i))) {
                    continue;
                }
                Instant at = clocks.at(i);
                Instant until = quiet.until(at);
                Instant expected = ends[i] == 0 ? null : clocks.at(ends[i]);
                if (expected == null ? until != null : !expected.equals(until)) {
                    assertThat(until).as("%s at %s", hours, at).isEqualTo(expected);
                }
            }
        }
    }

    /** By minute the one in which the quiet hours end that are going on; 0 where none are. */
    private static int[] ends(YearOfClocks clocks, QuietHours hours) {
        int minutes = clocks.readings().length;
        int[] ends = new int[minutes];
        for (int day = 0; day < clocks.days(); day++) {
            LocalDate date = clocks.firstDay().plusDays(day);
            int begin = clocks.firstAtOrAfter(hours.begin(date), day);
            int end = clocks.forGoodAtOrAfter(hours.end(date), day);
            if (begin < end) {
                Arrays.fill(ends, begin, Math.min(end, minutes), end);
            }
        }
        for (int i = minutes - 1; i >= 0; i--) { // those that begin as others end go on
            ends[i] = ends[i] > 0 && ends[i] < minutes && ends[ends[i]] > 0 ? ends[ends[i]] : ends[i];
        }
        return ends;
    }

    private static QuietHours hours(String from, String to) {
        return new QuietHours(
                LocalTime.parse(from),
                LocalTime.parse(to),
                QuietHours.Days.EVERY_DAY,
                Set.of(),
                Set.of(JourneyClass.MARKETING));
    }
}
