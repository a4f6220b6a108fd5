package dev.vestnik.engine.definitions;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The events that a journey's text names: all that stands in an {@code on}. Reads the text once and builds nothing of it. */
final class NamedEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NamedEvents() {}

    /** Gives the events named up to the place where the text cannot be read any further. */
    static Set<String> of(String json) {
        Set<String> events = new HashSet<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && "on".equals(parser.currentName())) {
                    named(parser, events);
                }
            }
        } catch (JacksonException e) {
            // an engine's log may hold anything; such a version has no instances
        }
        return events;
    }

    /** An event, or a list of them. */
    private static void named(JsonParser parser, Set<String> events) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            events.add(parser.getString());
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                events.add(parser.getString());
            }
        }
    }
}
