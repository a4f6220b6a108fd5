package dev.vestnik.rules.settings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The working days of a country.
 *
 * @param country ISO 3166, two letters; null where the shop has named none
 * @param holidays the country's public holidays; none where no country is named
 * @param weekend days of the week that are off
 * @param off dates that are off though the country's law does not say so: a day that was moved here
 * @param working dates that are not off: a day that was moved away
 */
public record Calendar(
        @Nullable String country,
        Set<LocalDate> holidays,
        Set<DayOfWeek> weekend,
        Set<LocalDate> off,
        Set<LocalDate> working) {
    static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The calendar where nothing is set. */
    public static final Calendar WEEKS = ofWeeks(WEEKEND);

    public Calendar {
        holidays = Set.copyOf(holidays);
        weekend = Set.copyOf(weekend);
        off = Set.copyOf(off);
        working = Set.copyOf(working);
    }

    /** Whether people do not work then. What was moved counts before what the law says. */
    public boolean isOff(LocalDate date) {
        return !working.contains(date)
                && (off.contains(date) || weekend.contains(date.getDayOfWeek()) || holidays.contains(date));
    }

    /** One in which all weeks are the same. */
    static Calendar ofWeeks(Set<DayOfWeek> weekend) {
        return new Calendar(null, Set.of(), weekend, Set.of(), Set.of());
    }
}
