package dev.vestnik.standalone.documents;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tells whether two texts are the same document, and say the same. A test is known by its name and has no comments in the engine. */
final class DocumentWording {
    static final String TESTS = "tests";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String NAME = "name";

    private DocumentWording() {}

    static boolean isTest(String path) {
        return path.startsWith(TESTS + "/");
    }

    /** Names the definition, or the test of a journey. */
    static String identity(String path, String text) {
        String name = DocumentDirectory.name(path);
        return isTest(path)
                ? name.substring(0, name.lastIndexOf('/') + 1)
                        + test(path, text).path(NAME).asString("")
                : name;
    }

    static boolean same(String path, String one, String other) {
        return content(path, one).equals(content(path, other));
    }

    /** Equal for texts that say the same: white space at the end does not count, of tests nothing but what they say. */
    static String content(String path, String text) {
        return isTest(path)
                ? SORTED.writeValueAsString(SORTED.treeToValue(test(path, text), Map.class))
                : text.stripTrailing();
    }

    /** With the name of its file where it says none; what is no document has that name alone. */
    private static ObjectNode test(String path, String text) {
        ObjectNode named = SORTED.createObjectNode();
        String stem = DocumentDirectory.name(path).substring(path.lastIndexOf('/') + 1);
        JsonNode tree = tree(text);
        named.put(NAME, tree.path(NAME).asString(stem));
        tree.properties().forEach(field -> {
            if (!field.getKey().equals(NAME)) {
                named.set(field.getKey(), field.getValue());
            }
        });
        return named;
    }

    static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            return SORTED.createObjectNode().put("unreadable", text); // the engine says what is wrong with it
        }
    }
}
