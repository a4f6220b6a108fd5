package dev.vestnik.rules.settings;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays of a country, of all of it: those of a region are not among them. The same for the same version of Vestnik. Its file
 * is read, and the dates computed, with the settings that name the country: no message waits for that.
 */
final class PublicHolidays {
    /** Further ahead no law says what will be a holiday; outside of these years none is known. */
    static final int FIRST_YEAR = 2025;

    static final int LAST_YEAR = 2050;

    /** Each country is read once, whatever the number of shops that have it. */
    private static final Map<String, Set<LocalDate>> READ = new ConcurrentHashMap<>();

    private PublicHolidays() {}

    /** @param country ISO 3166, two letters; null where nothing is known of it, or what is known cannot be read */
    static @Nullable Set<LocalDate> of(String country) {
        if (!HolidayManager.getSupportedCalendarCodes().contains(country)) {
            return null;
        }
        try {
            return READ.computeIfAbsent(country, PublicHolidays::read);
        } catch (IllegalStateException | DateTimeException e) { // its file; a calendar that does not go so far
            return null;
        }
    }

    private static Set<LocalDate> read(String country) {
        HolidayManager holidays =
                HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)));
        Set<LocalDate> dates = new HashSet<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            holidays.getHolidays(Year.of(year)).stream()
                    .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                    .map(Holiday::getDate)
                    .forEach(dates::add);
        }
        return Set.copyOf(dates);
    }
}
