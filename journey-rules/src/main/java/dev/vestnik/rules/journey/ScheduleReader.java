package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.DayTime;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Schedule;
import dev.vestnik.rules.schedule.Silence;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the calendar of an entry: {@code date}, {@code every} or {@code silence}, and what belongs to them. */
final class ScheduleReader {
    static final List<String> KEYS = List.of("date", "every", "silence", "of", "offset", "at", "zone");

    private static final Map<String, String> EVENTS =
            Map.of("date", Anniversary.EVENT, "every", Recurrence.EVENT, "silence", Silence.EVENT);
    private static final Pattern DATE = Pattern.compile("customer\\.(birthday|attributes\\.([A-Za-z_][A-Za-z0-9_]*))");
    private static final Duration FARTHEST = Duration.ofDays(180);
    private static final int MOST_TYPES = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Views are remembered to the hour. */
    private static final Duration SHORTEST_OF_VIEWS = Duration.ofDays(1);

    private final Place entry;

    ScheduleReader(Place entry) {
        this.entry = entry;
    }

    /** The type of the event by which the calendar of this entry starts the journey; null where it has none. */
    static @Nullable String event(Place entry) {
        return EVENTS.keySet().stream()
                .filter(key -> entry.at(key).present())
                .sorted()
                .findFirst()
                .map(EVENTS::get)
                .orElse(null);
    }

    /** Null only where there are faults. */
    @Nullable
    Schedule read() {
        List<String> ways = List.of("on", "date", "every", "silence").stream()
                .filter(key -> entry.at(key).present())
                .toList();
        if (ways.size() != 1) {
            entry.fault("must say one of \"on\", \"date\", \"every\", \"silence\", not " + String.join(" and ", ways));
            return null;
        }
        boolean silence = ways.contains("silence");
        refuse(silence ? "offset" : "of", silence ? "\"date\" or \"every\"" : "\"silence\"");
        DayTime time = time(!silence);
        return silence ? silence(time) : dated(time);
    }

    private void refuse(String key, String needed) {
        if (entry.at(key).present()) {
            entry.at(key).fault("belongs to " + needed);
        }
    }

    private @Nullable DayTime time(boolean required) {
        Place place = entry.at("at");
        LocalTime at = required || place.present() ? time(place) : null;
        Map<String, DayTime.Clock> clocks = new LinkedHashMap<>();
        clocks.put("customer", DayTime.Clock.CUSTOMER);
        clocks.put("shop", DayTime.Clock.SHOP);
        DayTime.Clock clock = entry.at("zone").choice(clocks);
        return at == null ? null : new DayTime(at, clock == null ? DayTime.Clock.CUSTOMER : clock);
    }

    /** Parts of a second are of no use to anybody, and the state keeps no more than milliseconds. */
    private static @Nullable LocalTime time(Place place) {
        String text = place.requiredText();
        LocalTime time = text == null ? null : parsed(text);
        if (text != null && (time == null || time.getNano() != 0)) {
            place.fault("must be a time of day such as \"10:00\"");
            return null;
        }
        return time;
    }

    private static @Nullable LocalTime parsed(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private @Nullable Schedule dated(@Nullable DayTime time) {
        int offset = offset(entry.at("offset"));
        if (entry.at("date").present()) {
            return anniversary(entry.at("date"), offset, time);
        }
        var days = DaysReader.read(entry.at("every"));
        return days.isEmpty() || time == null ? null : new Recurrence(days, offset, time);
    }

    private static @Nullable Schedule anniversary(Place place, int offset, @Nullable DayTime time) {
        String text = place.requiredText();
        Matcher date = DATE.matcher(text == null ? "" : text);
        if (text == null || !date.matches()) {
            place.fault("must be customer.birthday, or an attribute with a date such as customer.attributes.wedding");
            return null;
        }
        String attribute = date.group(2);
        return time == null
                ? null
                : new Anniversary(attribute == null ? date.group(1) : attribute, attribute != null, offset, time);
    }

    /** Whole days. */
    private static int offset(Place place) {
        Duration offset = place.signedDuration();
        if (offset == null) {
            return 0;
        }
        if (offset.toSeconds() % Duration.ofDays(1).toSeconds() != 0
                || offset.abs().compareTo(FARTHEST) > 0) {
            place.fault("must be whole days, at most 180, such as -P3D: \"at\" says the time of day");
        }
        return (int) offset.toDays();
    }

    private @Nullable Schedule silence(@Nullable DayTime time) {
        List<String> of = types(entry.at("of"));
        Duration length = length(entry.at("silence"), of);
        boolean sound = !entry.at("at").present() || time != null;
        return length == null || of.isEmpty() || !sound ? null : new Silence(length, of, time);
    }

    private static @Nullable Duration length(Place place, List<String> of) {
        Duration length = place.duration();
        if (length == null) {
            return null;
        }
        boolean ofViews = of.stream().anyMatch(Event.VIEWS::contains);
        if (length.compareTo(ofViews ? SHORTEST_OF_VIEWS : SHORTEST) < 0) {
            place.fault(ofViews ? "must be at least P1D with views in \"of\"" : "must be at least PT1M");
            return null;
        }
        return length;
    }

    private static List<String> types(Place place) {
        if (!place.required()) {
            return List.of();
        }
        List<Place> all = place.isList() ? place.elements() : List.of(place);
        if (all.isEmpty() || all.size() > MOST_TYPES) {
            place.fault("must be 1-" + MOST_TYPES + " types of events");
        }
        List<String> types = new ArrayList<>();
        for (Place one : all) {
            String type = ReadingContext.eventType(one);
            if (type != null) {
                types.add(type);
            }
        }
        return types;
    }
}
