package dev.vestnik.ingest.event;

import tools.jackson.databind.JsonNode;

/** The kind of a JSON value, in words for people. */
final class JsonKind {
    private JsonKind() {}

    static String of(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }
}
