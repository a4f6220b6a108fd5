package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.CountedName;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.document.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the counters of a journey. */
final class CounterReader {
    static final int MOST = 10;
    private static final int DAYS = 365;
    private static final Set<String> TAKEN = Set.of("event", "context", "customer", "key", "now");

    private final String journey;
    private final Conditions conditions;
    private final List<Counter> counters = new ArrayList<>();
    private final Map<String, CountedName> names = new LinkedHashMap<>();

    CounterReader(String journey, Conditions conditions) {
        this.journey = journey;
        this.conditions = conditions;
    }

    CounterReader read(Place place) {
        Map<String, Place> entries = place.entries();
        if (entries.size() > MOST) {
            place.fault("must be at most " + MOST + " counters");
        }
        entries.forEach(this::one);
        return this;
    }

    private void one(String name, Place place) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}") || TAKEN.contains(name)) {
            place.fault("must have a name of letters, digits and _, and not "
                    + String.join(", ", TAKEN.stream().sorted().toList()));
        }
        if (!place.required() || !place.map()) {
            return;
        }
        place.only(List.of("on", "if", "value", "keep"));
        String on = ReadingContext.eventType(place.at("on"));
        Scope scope = on == null ? Scope.ofEvents(Set.of()) : Scope.ofEvent(on);
        Expression condition = conditions.condition(place.at("if"), scope);
        Expression value = conditions.counted(place.at("value"), scope);
        int days = days(place.at("keep"));
        String id = journey + "/" + name;
        names.put(name, new CountedName(id, days, place.at("value").present()));
        if (on != null) {
            counters.add(new Counter(id, on, condition, value, days));
        }
    }

    private static int days(Place place) {
        Duration keep = place.duration();
        if (keep == null) {
            return DAYS;
        }
        if (!keep.equals(Duration.ofDays(keep.toDays()))) {
            place.fault("must be whole days, such as P90D");
        }
        return (int) Math.max(1, keep.toDays());
    }

    List<Counter> counters() {
        return counters;
    }

    /** The counters that expressions may ask, by name. */
    Map<String, CountedName> names() {
        return names;
    }
}
