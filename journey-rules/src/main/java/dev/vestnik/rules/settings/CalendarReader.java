package dev.vestnik.rules.settings;

import dev.vestnik.rules.document.Place;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code calendars}: {@code [{country, weekend, off, working}]}. */
final class CalendarReader {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();

    /** Countries of one shop, and dates that were moved in ten years of them. */
    private static final int MOST = 50;

    private static final int MOST_DATES = 400;

    private CalendarReader() {}

    static List<Calendar> read(Place place) {
        List<Place> elements = place.elements();
        if (elements.size() > MOST) {
            place.fault("has more than " + MOST + " calendars");
            return List.of();
        }
        Set<@Nullable String> countries = new HashSet<>();
        List<Calendar> all = new ArrayList<>();
        for (Place element : elements) {
            Calendar one = one(element);
            if (one != null) {
                all.add(one);
                if (!countries.add(one.country())) {
                    element.fault("is of a country that has a calendar already");
                }
            }
        }
        return all;
    }

    private static @Nullable Calendar one(Place place) {
        if (!place.map()) {
            return null;
        }
        place.only(List.of("country", "weekend", "off", "working"));
        Set<DayOfWeek> weekend = QuietHoursReader.chosen(place.at("weekend"), WEEKDAYS);
        String country = country(place.at("country"));
        return new Calendar(
                country,
                country == null ? Set.of() : holidays(country, place.at("country")),
                weekend.isEmpty() ? Calendar.WEEKEND : weekend,
                dates(place.at("off")),
                dates(place.at("working")));
    }

    private static @Nullable String country(Place place) {
        String code = place.text();
        if (code == null) {
            return null;
        }
        if (!COUNTRY.matcher(code).matches()) {
            place.fault("must be a country's two letters, such as RU");
            return null;
        }
        return code;
    }

    private static Set<LocalDate> holidays(String country, Place place) {
        Set<LocalDate> holidays = PublicHolidays.of(country);
        if (holidays == null) {
            place.fault(
                    "has no public holidays that are known here: leave the country out, and name the days in \"off\"");
            return Set.of();
        }
        return holidays;
    }

    private static Set<LocalDate> dates(Place place) {
        Set<LocalDate> dates = new HashSet<>();
        List<Place> elements = place.elements();
        if (elements.size() > MOST_DATES) {
            place.fault("has more than " + MOST_DATES + " dates");
            return dates;
        }
        for (Place element : elements) {
            String text = element.requiredText();
            try {
                if (text != null && !dates.add(LocalDate.parse(text))) {
                    element.fault("is there already");
                }
            } catch (DateTimeParseException e) {
                element.fault("must be a date such as 2027-01-08");
            }
        }
        return dates;
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        return weekdays;
    }
}
