package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.document.Place;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps that wait. */
record WaitReader(Surroundings surroundings) {

    @Nullable
    Step delay(String id, Place place) {
        place.only(List.of("type", "for", "until", "at", "weekday", "next"));
        long ways = Stream.of("for", "until", "at")
                .filter(key -> place.at(key).present())
                .count();
        if (ways != 1) {
            String of = ways == 0 ? "one of" : "only one of";
            place.fault("must say how long: " + of + " \"for\", \"until\", \"at\"");
        }
        if (place.at("weekday").present() && !place.at("at").present()) {
            place.at("weekday").fault("needs a time: \"at\"");
        }
        Duration duration = place.at("for").duration();
        Expression instant = surroundings.conditions().instant(place.at("until"), surroundings.scopeOf(id));
        LocalTime time = time(place.at("at"));
        DayOfWeek weekday = place.at("weekday").choice(weekdays());
        String next = place.at("next").text();
        Step.Until until = duration != null
                ? new Step.Until.For(duration)
                : instant != null
                        ? new Step.Until.At(instant)
                        : time != null ? new Step.Until.Local(time, weekday) : null;
        return until == null ? null : new Step.Delay(id, until, next);
    }

    private static @Nullable LocalTime time(Place place) {
        String text = place.text();
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            place.fault("must be a time of day such as \"10:00\"");
            return null;
        }
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        return weekdays;
    }

    @Nullable
    Step waitUntil(String id, Place place) {
        place.only(List.of("type", "on", "timeout", "resetOn", "maxWait", "onTimeout"));
        List<Step.OnEvent> events = new ArrayList<>();
        for (Place one : place.at("on").elements()) {
            one.only(List.of("on", "match", "next"));
            Trigger trigger = one.map() ? surroundings.trigger(one) : null;
            String next = one.at("next").text();
            if (trigger != null) {
                events.add(new Step.OnEvent(trigger, next));
            }
        }
        List<Step.Reset> resets = resets(place);
        Duration timeout = place.at("timeout").required() ? place.at("timeout").duration() : null;
        Duration maxWait = place.at("maxWait").duration();
        if (timeout != null && maxWait != null && maxWait.compareTo(timeout) < 0) {
            place.at("maxWait").fault("must be at least the timeout");
        }
        String onTimeout = place.at("onTimeout").text();
        return timeout == null ? null : new Step.WaitUntil(id, events, timeout, resets, maxWait, onTimeout);
    }

    private List<Step.Reset> resets(Place place) {
        List<Step.Reset> resets = new ArrayList<>();
        for (Place one : place.at("resetOn").elements()) {
            one.only(List.of("on", "match", "update"));
            Trigger trigger = one.map() ? surroundings.trigger(one) : null;
            boolean update = one.at("update").flag(false);
            if (trigger != null) {
                resets.add(new Step.Reset(trigger, update));
            }
        }
        return resets;
    }
}
