package dev.vestnik.engine.definitions;

import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Silence;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Read out of a journey that does not compile: which events would start it, for whom. So what it misses can be told.
 *
 * @param types of the events; empty where the document does not tell
 * @param shops whose customers would enter; empty: every shop's
 */
record Entrance(Set<String> types, Set<String> shops) {
    static final Entrance UNKNOWN = new Entrance(Set.of(), Set.of());

    /** The events of the calendar by the keys that say them. */
    private static final Map<String, String> CALENDAR =
            Map.of("date", Anniversary.EVENT, "every", Recurrence.EVENT, "silence", Silence.EVENT);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Longer than any document that is taken. */
    private static final int MAX_LENGTH = 512 * 1024;

    private static final int LONGEST_TYPE = 200;
    private static final int MOST_TYPES = 20;

    static Entrance of(String json) {
        if (json.length() > MAX_LENGTH) {
            return UNKNOWN;
        }
        try {
            JsonNode root = JSON.readTree(json);
            JsonNode on = root.path("entry").path("on");
            Stream<String> told = (on.isArray() ? on.valueStream() : Stream.of(on))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
            Set<String> types = Stream.concat(told, calendar(root.path("entry")))
                    .filter(type -> !type.isEmpty() && type.length() <= LONGEST_TYPE)
                    .limit(MOST_TYPES)
                    .collect(Collectors.toUnmodifiableSet());
            Set<String> shops = root.path("shops")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .collect(Collectors.toUnmodifiableSet());
            return new Entrance(types, shops);
        } catch (JacksonException e) {
            return UNKNOWN;
        }
    }

    private static Stream<String> calendar(JsonNode entry) {
        return CALENDAR.entrySet().stream()
                .filter(key -> entry.has(key.getKey()))
                .map(Map.Entry::getValue);
    }
}
