package dev.vestnik.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quiet hours by the clock and by the calendar. */
class QuietTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static Instant until(String settings, ZoneId zone, String at) {
        ShopSettings read = Settings.of(settings);
        return new QuietTime(read.quietHours(), zone, read.calendar(null)).until(Instant.parse(at));
    }

    /** In 2027 Berlin's clocks go from 02:00 to 03:00 on 28 March, and from 03:00 to 02:00 on 31 October. */
    @ParameterizedTest
    @CsvSource({
        "before them,                     21:00, 09:00, 2027-05-03T18:59:00Z, ",
        "their first moment,              21:00, 09:00, 2027-05-03T19:00:00Z, 2027-05-04T07:00:00Z",
        "after midnight,                  21:00, 09:00, 2027-05-04T02:00:00Z, 2027-05-04T07:00:00Z",
        "their end is not quiet,          21:00, 09:00, 2027-05-04T07:00:00Z, ",
        "within a day,                    13:00, 15:00, 2027-05-03T12:00:00Z, 2027-05-03T13:00:00Z",
        "the short night,                 21:00, 09:00, 2027-03-28T00:30:00Z, 2027-03-28T07:00:00Z",
        "the long night,                  21:00, 09:00, 2027-10-31T00:30:00Z, 2027-10-31T08:00:00Z",
        "an end that does not exist,      21:00, 02:30, 2027-03-28T00:59:00Z, 2027-03-28T01:00:00Z",
        "the moment after it,             21:00, 02:30, 2027-03-28T01:00:00Z, ",
        "a beginning that does not exist, 02:30, 09:00, 2027-03-28T01:00:00Z, 2027-03-28T07:00:00Z",
        "hours that do not exist,         02:10, 02:50, 2027-03-28T01:00:00Z, ",
        "an end that comes twice,         21:00, 02:30, 2027-10-31T00:45:00Z, 2027-10-31T01:30:00Z",
        "a beginning that comes twice,    02:30, 09:00, 2027-10-31T00:30:00Z, 2027-10-31T08:00:00Z",
        "hours that come twice,           02:10, 02:50, 2027-10-31T00:55:00Z, 2027-10-31T01:50:00Z"
    })
    void inBerlin(String what, String from, String to, String at, Instant end) {
        assertThat(until("quietHours: [{from: '%s', to: '%s'}]".formatted(from, to), BERLIN, at))
                .as(what)
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "a Saturday,                       2027-05-15T09:00:00Z, 2027-05-16T21:00:00Z",
        "a Monday,                         2027-05-17T09:00:00Z, ",
        "a Wednesday,                      2027-05-12T09:00:00Z, ",
        "Victory Day is a Sunday,          2027-05-09T09:00:00Z, 2027-05-11T21:00:00Z",
        "and the Monday off by law,        2027-05-10T09:00:00Z, 2027-05-11T21:00:00Z",
        "the Tuesday by the shop's word,   2027-05-11T09:00:00Z, 2027-05-11T21:00:00Z",
        "a Saturday on which people work,  2027-02-20T09:00:00Z, ",
        "New Year and the days after it,   2026-12-31T22:00:00Z, 2027-01-11T21:00:00Z"
    })
    void onRussianDaysOff(String what, String at, Instant end) {
        String settings = """
                quietHours: [{from: "00:00", to: "00:00", days: daysOff}]
                calendars: [{country: RU, off: [2027-05-11], working: [2027-02-20]}]
                """;
        assertThat(until(settings, MOSCOW, at)).as(what).isEqualTo(end);
    }

    @Test
    void hoursOfWorkingDaysAreNoneOnOthers() {
        String settings = "quietHours: [{from: '10:00', to: '16:00', days: workingDays}]";
        assertThat(until(settings, BERLIN, "2027-05-03T10:00:00Z")).isEqualTo("2027-05-03T14:00:00Z");
        assertThat(until(settings, BERLIN, "2027-05-01T10:00:00Z")).isNull();
    }

    /** A night on a working day begins then, though it ends on a Saturday. */
    @Test
    void theDayOnWhichTheyBeginCounts() {
        String settings = "quietHours: [{from: '22:00', to: '08:00', days: workingDays}]";
        assertThat(until(settings, BERLIN, "2027-05-07T23:00:00Z")).isEqualTo("2027-05-08T06:00:00Z");
        assertThat(until(settings, BERLIN, "2027-05-08T23:00:00Z")).isNull();
    }

    @Test
    void hoursThatFollowOneAnotherAreOne() {
        String settings = "quietHours: [{from: '21:00', to: '06:00'}, {from: '05:00', to: '09:30'}]";
        assertThat(until(settings, BERLIN, "2027-05-03T21:00:00Z")).isEqualTo("2027-05-04T07:30:00Z");
    }

    @Test
    void anEndThatIsFarAwayIsNotLookedForForEver() {
        List<QuietHours> daysOff = Settings.of("quietHours: [{from: '00:00', to: '00:00', days: daysOff}]")
                .quietHours();
        Calendar always = Calendar.ofWeeks(EnumSet.allOf(DayOfWeek.class));
        Instant at = Instant.parse("2027-05-03T10:00:00Z");
        assertThat(new QuietTime(daysOff, BERLIN, always).until(at))
                .isBetween(
                        at.plus(QuietTime.LOOK_AHEAD),
                        at.plus(QuietTime.LOOK_AHEAD).plus(Duration.ofDays(2)));
    }
}
