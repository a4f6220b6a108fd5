package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.schedule.Days;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code every}: a day that comes again, or several. */
final class DaysReader {
    private static final Map<String, Days> NAMED = named();
    private static final int MOST = 31;

    private DaysReader() {}

    /** Empty only where there are faults. */
    static List<Days> read(Place place) {
        List<Place> elements = place.isList() ? place.elements() : List.of(place);
        if (elements.isEmpty() || elements.size() > MOST) {
            place.fault("must be 1-" + MOST + " days");
        }
        List<Days> all = new ArrayList<>();
        for (Place element : elements) {
            Days days = element.isText() ? ofText(element) : ofNumber(element);
            if (days != null) {
                all.add(days);
            }
        }
        return all.size() == elements.size() ? all : List.of();
    }

    private static @Nullable Days ofNumber(Place place) {
        Integer number = place.required() ? place.number(1, MOST) : null;
        return number == null ? null : new Days.OfMonth(number);
    }

    private static @Nullable Days ofText(Place place) {
        String text = place.requiredText();
        if (text == null) {
            return null;
        }
        Days known = NAMED.get(text);
        return known == null ? ofYear(place, text) : known;
    }

    /** {@code 03-08}; a leap year has every day. */
    private static @Nullable Days ofYear(Place place, String text) {
        try {
            return new Days.OfYear(MonthDay.from(LocalDate.parse("2000-" + text)));
        } catch (DateTimeParseException e) {
            place.fault("must be " + String.join(", ", NAMED.keySet())
                    + ", a day of the month such as 15, or of the year such as \"03-08\""
                    + Nearest.hint(text, NAMED.keySet()));
            return null;
        }
    }

    private static Map<String, Days> named() {
        Map<String, Days> named = new LinkedHashMap<>();
        named.put("day", new Days.All());
        named.put("workingDay", new Days.Working());
        for (DayOfWeek day : DayOfWeek.values()) {
            named.put(day.name().toLowerCase(Locale.ROOT), new Days.OfWeek(day));
        }
        named.put("firstWorkingDay", new Days.FirstWorking());
        named.put("lastWorkingDay", new Days.LastWorking());
        named.put("lastDay", new Days.OfMonth(MOST));
        return named;
    }
}
