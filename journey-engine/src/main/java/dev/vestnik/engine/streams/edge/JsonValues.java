package dev.vestnik.engine.streams.edge;

import dev.vestnik.schemas.EventLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON text as the kinds of values that {@link dev.vestnik.rules.event.Event#data()} lists. A null has no entry. */
public final class JsonValues {
    private static final String WHOLE = "data";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(EventLimits.DEEPEST)
                            .build())
                    .build())
            .build();

    private JsonValues() {}

    /** @throws IllegalArgumentException when it is no JSON object */
    public static Map<String, Object> object(String json) {
        return read(json, node -> {
            throw new IllegalArgumentException("not a JSON object");
        });
    }

    /**
     * The same of any JSON: a value that is no object is the one field {@code data} of one.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    public static Map<String, Object> any(String json) {
        return read(json, node -> {
            Object value = value(node);
            return value == null ? Map.of() : Map.of(WHOLE, value);
        });
    }

    /**
     * One JSON value; null for null, and where there is nothing.
     *
     * @throws IllegalArgumentException when it is no JSON
     */
    static @Nullable Object value(String json) {
        try {
            return value(JSON.readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> read(String json, Function<JsonNode, Map<String, Object>> otherwise) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.isObject() ? object(node) : otherwise.apply(node);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The text of a map that {@link #object} would give. */
    public static String text(Map<String, Object> values) {
        return JSON.writeValueAsString(values);
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Object value = value(property.getValue());
            if (value != null) {
                values.put(property.getKey(), value);
            }
        }
        return values;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case STRING -> node.stringValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    /** A whole number that no long can hold keeps its digits as a text: it is a name more often than an amount. */
    private static Object number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return node.doubleValue();
        }
        return node.canConvertToLong()
                ? (Object) node.longValue()
                : node.bigIntegerValue().toString();
    }

    private static List<Object> array(JsonNode node) {
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            Object value = value(element);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
