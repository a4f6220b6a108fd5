package dev.vestnik.rules.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * The clocks of a zone in a year and the days around it, one reading a minute.
 *
 * @param first the instant of the first reading
 * @param readings local minutes since 1970
 */
public record YearOfClocks(ZoneId zone, Instant first, long[] readings) {
    private static final int DAY = 24 * 60;
    private static final int AROUND = 3 * DAY;

    /** Has no divisor in common with the minutes of a day. */
    private static final int STEP = Integer.getInteger("vestnik.quiet.step", 7);

    /**
     * Half-hour and two-hour changes, changes at midnight, a change of the standard itself, a day that did not exist, winter time as the
     * exception, and zones that are no whole hours away.
     */
    public static Stream<YearOfClocks> odd() {
        return Stream.of(
                of("UTC", 2027),
                of("Europe/Berlin", 2027),
                of("Europe/Dublin", 2027),
                of("Africa/Casablanca", 2027),
                of("Australia/Lord_Howe", 2027),
                of("Antarctica/Troll", 2027),
                of("Pacific/Chatham", 2027),
                of("Asia/Kathmandu", 2027),
                of("America/Havana", 2027),
                of("America/Santiago", 2027),
                of("Pacific/Apia", 2011),
                of("Asia/Pyongyang", 2015),
                of("America/Sao_Paulo", 2018));
    }

    private static YearOfClocks of(String name, int year) {
        ZoneId zone = ZoneId.of(name);
        LocalDate newYear = LocalDate.of(year, 1, 1);
        Instant first = newYear.minusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        long[] readings = new long[newYear.lengthOfYear() * DAY + 2 * AROUND];
        for (int i = 0; i < readings.length; i++) {
            Instant at = first.plus(Duration.ofMinutes(i));
            readings[i] = Math.floorDiv(
                    at.getEpochSecond() + zone.getRules().getOffset(at).getTotalSeconds(), 60);
        }
        return new YearOfClocks(zone, first, readings);
    }

    public Instant at(int minute) {
        return first.plus(Duration.ofMinutes(minute));
    }

    /** The first day of the readings. */
    public LocalDate firstDay() {
        return LocalDate.ofInstant(first, ZoneOffset.UTC);
    }

    public int days() {
        return readings.length / DAY;
    }

    /** The first minute of the year. */
    public int begin() {
        return AROUND;
    }

    public int end() {
        return readings.length - AROUND;
    }

    /** Whether a look at this minute is left out where little is looked at: the clocks do not change within a day of it. */
    public boolean isPassedOver(int minute) {
        return areSteady(minute) && minute % STEP != 0;
    }

    /** Whether they do not change within a day of this minute. */
    public boolean areSteady(int minute) {
        return readings[minute + DAY] - readings[minute - DAY] == 2 * DAY;
    }

    /** The first minute in which they show this or a later time; {@code day} near which it is. */
    public int firstAtOrAfter(LocalDateTime local, int day) {
        long reading = minute(local);
        int i = Math.max(0, day * DAY - AROUND / 2);
        while (i < readings.length && readings[i] < reading) {
            i++;
        }
        return i;
    }

    /** The first minute from which on they show this or a later time for good. */
    public int forGoodAtOrAfter(LocalDateTime local, int day) {
        long reading = minute(local);
        int i = Math.min(readings.length - 1, day * DAY + AROUND);
        while (i >= 0 && readings[i] >= reading) {
            i--;
        }
        return i + 1;
    }

    /** How much later they show than this time: as much as they have skipped of it. */
    public long beyond(int minute, LocalDateTime local) {
        return readings[minute] - minute(local);
    }

    private static long minute(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC) / 60;
    }

    @Override
    public String toString() {
        return zone + " in " + firstDay().plusDays(AROUND / DAY).getYear();
    }
}
