package dev.vestnik.ingest.event;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Texts that UTF-8 can write. */
final class Unicode {
    static final String PROBLEM = "has half a Unicode character (a lone surrogate)";

    /** The longest name that a fault's path repeats. */
    static final int LONGEST_NAME = 256;

    private Unicode() {}

    /** Adds a fault for every property of free JSON in which a text or a name is not well-formed. */
    static void check(JsonNode json, String path, Faults faults) {
        if (json.isObject()) {
            json.propertyStream().forEach(property -> check(property.getKey(), property.getValue(), path, faults));
        } else if (!isWellFormed(json)) {
            faults.add(path, PROBLEM);
        }
    }

    /** The same for one property of an object; the path does not repeat a name that is broken or long. */
    static void check(String name, JsonNode value, String path, Faults faults) {
        boolean good = isWellFormed(name);
        if (!good || !isWellFormed(value)) {
            faults.add(good && name.length() <= LONGEST_NAME ? path + "." + name : path, PROBLEM);
        }
    }

    private static boolean isWellFormed(JsonNode json) {
        return json.isString()
                ? isWellFormed(json.stringValue())
                : json.valueStream().allMatch(Unicode::isWellFormed)
                        && json.propertyStream().map(Map.Entry::getKey).allMatch(Unicode::isWellFormed);
    }

    /** Whether every surrogate has its other half; JSON can escape one alone, UTF-8 would lose it. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return false;
            }
            i++;
        }
        return true;
    }
}
