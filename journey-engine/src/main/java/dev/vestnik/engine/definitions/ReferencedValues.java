package dev.vestnik.engine.definitions;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Values that a journey's text names under a key, wherever it stands. Reads the text once and builds nothing of it. */
public final class ReferencedValues {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReferencedValues() {}

    /** The events that stand in an {@code on}. Gives those named up to the place where the text cannot be read any further. */
    static Set<String> events(String json) {
        return of(json, "on");
    }

    /** The templates of its steps, likewise, those among which one is chosen too. */
    public static Set<String> templates(String json) {
        Set<String> templates = of(json, "template");
        templates.addAll(of(json, "among"));
        return templates;
    }

    private static Set<String> of(String json, String key) {
        Set<String> values = new HashSet<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && key.equals(parser.currentName())) {
                    named(parser, values);
                }
            }
        } catch (JacksonException e) {
            // an engine's log may hold anything; such a version has no instances
        }
        return values;
    }

    /** A text, or a list of them. */
    private static void named(JsonParser parser, Set<String> values) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            values.add(parser.getString());
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                values.add(parser.getString());
            }
        }
    }
}
