package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.testrun.JourneyTest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tests of a journey as files {@code tests/JOURNEY/NAME.yml}, and back into the one document that the log has of them. */
final class TestFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST_NAME = 60;

    private TestFiles() {}

    /** The stored tests as YAML, by paths that are made of their names. */
    static Map<String, String> of(Definition definition) {
        String folder = BundleFolder.TESTS.path(definition.key()) + "/";
        Map<String, String> files = new LinkedHashMap<>();
        for (JsonNode test : StoredTests.of(definition).documents()) {
            String name = folder + fileName(test.path("name").asString(""));
            String path = name + ".yml";
            for (int i = 2; files.containsKey(path); i++) {
                path = name + "-" + i + ".yml";
            }
            files.put(path, DocumentForm.yamlOf(test));
        }
        return files;
    }

    private static String fileName(String name) {
        String letters = NO_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = letters.substring(0, Math.min(LONGEST_NAME, letters.length()));
        String inner = cut.replaceAll("^-|-$", "");
        return inner.isEmpty() ? "test" : inner;
    }

    /** The canonical form of a test, which says its name even where its file did. */
    static String named(String canonical, JourneyTest test) {
        ObjectNode named = JSON.createObjectNode().put("name", test.name());
        JSON.readTree(canonical).properties().forEach(field -> {
            if (!field.getKey().equals("name")) {
                named.set(field.getKey(), field.getValue());
            }
        });
        return JSON.writeValueAsString(named);
    }
}
