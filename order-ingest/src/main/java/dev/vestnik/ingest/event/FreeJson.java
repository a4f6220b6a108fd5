package dev.vestnik.ingest.event;

import dev.vestnik.schemas.EventLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON that no schema describes: it must be such as every reader reads in the same way. */
final class FreeJson {
    private static final String DEEP =
            "is nested deeper than " + EventLimits.DEEPEST + " levels; send it flatter, or as a text";
    private static final String LARGE = "has a number that is larger than any double; send it as a text";

    private FreeJson() {}

    /** Adds a fault for every property of an event's data in which something is not readable. */
    static void check(JsonNode data, String path, FieldFaults faults) {
        if (data.isObject()) {
            data.propertyStream().forEach(property -> check(property.getKey(), property.getValue(), path, faults));
        } else {
            add(path, problem(data, 1), faults);
        }
    }

    /** The same for one property of an object; the path does not repeat a name that is broken or long. */
    static void check(String name, JsonNode value, String path, FieldFaults faults) {
        boolean good = Unicode.isWellFormed(name);
        add(
                good && name.length() <= Unicode.LONGEST_NAME ? path + "." + name : path,
                good ? problem(value, 2) : Unicode.PROBLEM,
                faults);
    }

    /** Adds a fault where the whole of what a schema does not know is too deep at its place. */
    static void checkDepth(JsonNode json, String path, FieldFaults faults) {
        if (isDeep(json, 1)) {
            faults.add(path, DEEP);
        }
    }

    private static boolean isDeep(JsonNode json, int level) {
        return json.isContainer()
                && (level > EventLimits.DEEPEST || json.valueStream().anyMatch(inner -> isDeep(inner, level + 1)));
    }

    private static void add(String path, @Nullable String problem, FieldFaults faults) {
        if (problem != null) {
            faults.add(path, problem);
        }
    }

    /** Null where there is none. */
    private static @Nullable String problem(JsonNode json, int level) {
        return switch (json.getNodeType()) {
            case STRING -> Unicode.isWellFormed(json.stringValue()) ? null : Unicode.PROBLEM;
            case NUMBER -> isDouble(json) ? null : LARGE;
            case OBJECT, ARRAY -> level > EventLimits.DEEPEST ? DEEP : inside(json, level);
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> null;
        };
    }

    static boolean isDouble(JsonNode number) {
        return Double.isFinite(number.asDouble(Double.NaN));
    }

    private static @Nullable String inside(JsonNode json, int level) {
        if (!json.propertyStream().map(Map.Entry::getKey).allMatch(Unicode::isWellFormed)) {
            return Unicode.PROBLEM;
        }
        for (JsonNode inner : json) {
            String problem = problem(inner, level + 1);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
