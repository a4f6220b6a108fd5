package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.journey.JourneyClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A zone's whole year, held against clocks that are read minute by minute: each minute of the days around a change of the clocks, the edges of
 * all quiet hours, and between them each minute of the day within a week. {@code -Dvestnik.quiet.step=1} is each minute of the year.
 */
class QuietYearTest {
    /** Has no divisor in common with the minutes of a day. */
    private static final int STEP = Integer.getInteger("vestnik.quiet.step", 7);

    private static final int MINUTES_BEFORE = 3 * 24 * 60;

    /** The clocks of a zone, one reading a minute: local minutes since 1970. */
    private record Clocks(long[] readings) {
        static Clocks of(ZoneId zone, Instant first, int minutes) {
            long[] readings = new long[minutes];
            for (int i = 0; i < minutes; i++) {
                Instant at = first.plus(Duration.ofMinutes(i));
                readings[i] = Math.floorDiv(
                        at.getEpochSecond() + zone.getRules().getOffset(at).getTotalSeconds(), 60);
            }
            return new Clocks(readings);
        }

        /** Whether they do not change within a day of this minute. */
        boolean areSteady(int minute) {
            int day = 24 * 60;
            return readings[minute + day] - readings[minute - day] == 2 * day;
        }

        /** The first minute in which they show this or a later time. */
        int firstAtOrAfter(long reading, int near) {
            int i = Math.max(0, near - MINUTES_BEFORE / 2);
            while (i < readings.length && readings[i] < reading) {
                i++;
            }
            return i;
        }

        /** The first minute from which on they show this or a later time for good. */
        int forGoodAtOrAfter(long reading, int near) {
            int i = Math.min(readings.length - 1, near + MINUTES_BEFORE);
            while (i >= 0 && readings[i] >= reading) {
                i--;
            }
            return i + 1;
        }
    }

    /**
     * Half-hour and two-hour changes, changes at midnight, a change of the standard itself, a day that did not exist, winter time as the
     * exception, and zones that are no whole hours away.
     */
    @ParameterizedTest
    @CsvSource({
        "UTC,                   2027",
        "Europe/Berlin,         2027",
        "Europe/Dublin,         2027",
        "Africa/Casablanca,     2027",
        "Australia/Lord_Howe,   2027",
        "Antarctica/Troll,      2027",
        "Pacific/Chatham,       2027",
        "Asia/Kathmandu,        2027",
        "America/Havana,        2027",
        "America/Santiago,      2027",
        "Pacific/Apia,          2011",
        "Asia/Pyongyang,        2015",
        "America/Sao_Paulo,     2018"
    })
    void isQuietWhenTheClocksSaySo(String name, int year) {
        ZoneId zone = ZoneId.of(name);
        LocalDate newYear = LocalDate.of(year, 1, 1);
        Instant first = newYear.minusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        int minutes = (newYear.lengthOfYear() + 6) * 24 * 60;
        Clocks clocks = Clocks.of(zone, first, minutes);
        for (QuietHours hours : List.of(hours("21:00", "09:00"), hours("02:30", "02:45"), hours("00:00", "00:30"))) {
            int[] ends = ends(clocks, hours, first, minutes);
            QuietTime quiet = new QuietTime(List.of(hours), zone, Calendar.WEEKS);
            boolean night = hours.to().isBefore(hours.from());
            for (int i = MINUTES_BEFORE; i < minutes - MINUTES_BEFORE; i++) {
                boolean plain = clocks.areSteady(i) && ends[i] == ends[i - 1];
                if (plain && (!night || i % STEP != 0)) {
                    continue;
                }
                Instant at = first.plus(Duration.ofMinutes(i));
                Instant until = quiet.until(at);
                Instant expected = ends[i] == 0 ? null : first.plus(Duration.ofMinutes(ends[i]));
                if (expected == null ? until != null : !expected.equals(until)) {
                    assertThat(until).as("%s at %s in %s", hours, at, zone).isEqualTo(expected);
                }
            }
        }
    }

    /** By minute the one in which the quiet hours end that are going on; 0 where none are. */
    private static int[] ends(Clocks clocks, QuietHours hours, Instant first, int minutes) {
        int[] ends = new int[minutes];
        LocalDate from = LocalDateTime.ofInstant(first, ZoneOffset.UTC).toLocalDate();
        for (int day = 0; day < minutes / (24 * 60); day++) {
            LocalDate date = from.plusDays(day);
            int near = day * 24 * 60;
            int begin = clocks.firstAtOrAfter(minute(hours.begin(date)), near);
            int end = clocks.forGoodAtOrAfter(minute(hours.end(date)), near);
            if (begin < end) {
                Arrays.fill(ends, begin, Math.min(end, minutes), end);
            }
        }
        for (int i = minutes - 1; i >= 0; i--) { // those that begin as others end go on
            ends[i] = ends[i] > 0 && ends[i] < minutes && ends[ends[i]] > 0 ? ends[ends[i]] : ends[i];
        }
        return ends;
    }

    private static long minute(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC) / 60;
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
