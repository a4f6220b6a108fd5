package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.settings.QuietHours.Days;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code quietHours}: {@code [{from, to, days, channels, classes}]}. */
final class QuietHoursReader {
    static final Map<String, Channel> CHANNELS = channels();
    static final Map<String, JourneyClass> CLASSES = classes();
    private static final Map<String, Days> DAYS = days();
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /** Each is looked at for each message. */
    private static final int MOST = 20;

    private QuietHoursReader() {}

    static List<QuietHours> read(Place place) {
        List<Place> elements = place.elements();
        if (elements.size() > MOST) {
            place.fault("has more than " + MOST + " quiet hours");
            return List.of();
        }
        List<QuietHours> all = new ArrayList<>();
        for (Place element : elements) {
            QuietHours one = one(element);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static @Nullable QuietHours one(Place place) {
        if (!place.map()) {
            return null;
        }
        place.only(List.of("from", "to", "days", "channels", "classes"));
        LocalTime from = time(place.at("from"));
        LocalTime to = time(place.at("to"));
        Days days = place.at("days").choice(DAYS);
        Set<Channel> channels = chosen(place.at("channels"), CHANNELS);
        Set<JourneyClass> classes = chosen(place.at("classes"), CLASSES);
        if (from == null || to == null) {
            return null;
        }
        if (from.equals(to) && (days == null || days == Days.EVERY_DAY)) {
            place.at("to").fault("must not be as \"from\": nothing would ever be sent");
            return null;
        }
        return new QuietHours(
                from,
                to,
                days == null ? Days.EVERY_DAY : days,
                channels,
                classes.isEmpty() ? Set.of(JourneyClass.MARKETING) : classes);
    }

    private static @Nullable LocalTime time(Place place) {
        String text = place.requiredText();
        if (text == null) {
            return null;
        }
        if (TIME.matcher(text).matches()) {
            return LocalTime.parse(text);
        }
        place.fault("must be a time of day such as \"21:00\"");
        return null;
    }

    /** A list with at least one of these; empty where nothing is there. */
    static <T> Set<T> chosen(Place place, Map<String, T> choices) {
        Set<T> chosen = new LinkedHashSet<>();
        List<Place> elements = place.elements();
        if (place.isList() && elements.isEmpty()) {
            place.fault("is empty: leave it out, or name one of " + String.join(", ", choices.keySet()));
        }
        for (Place element : elements) {
            T one = element.required() ? element.choice(choices) : null;
            if (one != null && !chosen.add(one)) {
                element.fault("is there already");
            }
        }
        return chosen;
    }

    private static Map<String, Channel> channels() {
        Map<String, Channel> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.label(), channel);
        }
        return channels;
    }

    private static Map<String, JourneyClass> classes() {
        Map<String, JourneyClass> classes = new LinkedHashMap<>();
        classes.put("marketing", JourneyClass.MARKETING);
        classes.put("service", JourneyClass.SERVICE);
        return classes;
    }

    private static Map<String, Days> days() {
        Map<String, Days> days = new LinkedHashMap<>();
        days.put("everyDay", Days.EVERY_DAY);
        days.put("workingDays", Days.WORKING_DAYS);
        days.put("daysOff", Days.DAYS_OFF);
        return days;
    }
}
