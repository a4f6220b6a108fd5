package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.settings.Calendar;
import dev.vestnik.rules.settings.YearOfClocks;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The next local time in a zone's whole year, held against clocks that are read minute by minute: each minute of the days around a change of
 * the clocks, and between them each minute of the day within a week. {@code -Dvestnik.quiet.step=1} is each minute of the year.
 */
class LocalYearTest {
    @ParameterizedTest
    @MethodSource("dev.vestnik.rules.settings.YearOfClocks#odd")
    void isNextWhenTheClocksShowIt(YearOfClocks clocks) {
        for (LocalTime time : List.of(LocalTime.of(2, 30), LocalTime.of(0, 15), LocalTime.of(10, 0))) {
            agree(clocks, time, null);
            agree(clocks, time, DayOfWeek.SUNDAY);
        }
    }

    private static void agree(YearOfClocks clocks, LocalTime time, @Nullable DayOfWeek weekday) {
        LocalTimes times = new LocalTimes(clocks.zone(), Calendar.WEEKS);
        TreeSet<Integer> shown = shown(clocks, time, weekday);
        for (int i = clocks.begin(); i < clocks.end(); i++) {
            Integer next = shown.higher(i);
            if (next == null || clocks.isPassedOver(i)) {
                continue;
            }
            Instant at = clocks.at(i);
            if (!times.next(at, time, weekday).equals(clocks.at(next))) {
                assertThat(times.next(at, time, weekday))
                        .as("%s %s after %s", weekday, time, at)
                        .isEqualTo(clocks.at(next));
            }
        }
    }

    /** The minutes in which the clocks show the time first on each day; where they skip it, when it would have come without that. */
    private static TreeSet<Integer> shown(YearOfClocks clocks, LocalTime time, @Nullable DayOfWeek weekday) {
        TreeSet<Integer> shown = new TreeSet<>();
        for (int day = 0; day < clocks.days(); day++) {
            LocalDateTime local = clocks.firstDay().plusDays(day).atTime(time);
            int first = clocks.firstAtOrAfter(local, day);
            boolean read = first > 0 && first < clocks.readings().length;
            if (read && (weekday == null || local.getDayOfWeek() == weekday)) {
                boolean skipped = clocks.beyond(first, local) > 0;
                shown.add(skipped ? (int) (first - clocks.beyond(first - 1, local) - 1) : first);
            }
        }
        return shown;
    }
}
