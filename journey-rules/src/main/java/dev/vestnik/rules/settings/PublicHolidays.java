package dev.vestnik.rules.settings;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The public holidays of a country, of all of it: those of a region are not among them. Computed once a year and kept; the same for the
 * same version of Vestnik.
 */
final class PublicHolidays {
    private static final Map<String, PublicHolidays> KNOWN = new ConcurrentHashMap<>();

    private final HolidayManager holidays;
    private final Map<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

    private PublicHolidays(HolidayManager holidays) {
        this.holidays = holidays;
    }

    /** Whether any are known of this country. */
    static boolean known(String country) {
        return HolidayManager.getSupportedCalendarCodes().contains(country);
    }

    static PublicHolidays of(String country) {
        return KNOWN.computeIfAbsent(
                country,
                code -> new PublicHolidays(
                        HolidayManager.getInstance(ManagerParameters.create(code.toLowerCase(Locale.ROOT)))));
    }

    boolean contains(LocalDate date) {
        return byYear.computeIfAbsent(date.getYear(), this::dates).contains(date);
    }

    private Set<LocalDate> dates(int year) {
        return holidays.getHolidays(Year.of(year)).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
