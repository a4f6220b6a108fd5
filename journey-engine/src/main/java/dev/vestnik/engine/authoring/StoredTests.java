package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.JourneyTests;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tests of a journey, as the log has them: one document, which carries the shops of the journey's draft.
 *
 * @param json the document; null where there is none
 */
record StoredTests(Definition definition, @Nullable String json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static StoredTests of(String journey, LogSnapshot snapshot) {
        return of(snapshot.all().state(DefinitionKey.testsOf(journey)));
    }

    static StoredTests of(Definition definition) {
        Document document = definition.document();
        return new StoredTests(definition, document == null ? null : document.json());
    }

    /** The documents of the tests, in the order in which they were added; the log may hold anything, which is none. */
    List<JsonNode> documents() {
        List<JsonNode> documents = new ArrayList<>();
        if (json != null) {
            tree(json).path(JourneyTests.TESTS).forEach(documents::add);
        }
        return documents;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** The tests; faults where this version does not understand them all. */
    Checked<List<JourneyTest>> read() {
        if (json == null) {
            return new Checked.Sound<>(List.of());
        }
        return switch (JourneyTests.parse(json)) {
            case Checked.Sound<JourneyTests>(JourneyTests tests, var warnings) -> new Checked.Sound<>(tests.tests());
            case Checked.Faulty<JourneyTests>(var faults) -> new Checked.Faulty<>(faults);
        };
    }

    boolean has(String name) {
        return documents().stream().anyMatch(test -> isCalled(test, name));
    }

    /**
     * The document with this test in the place of the one of its name, or behind all others.
     *
     * @param test in its canonical form
     * @param journey the JSON of the journey, whose shops it is for
     */
    String with(String name, String test, String journey) {
        List<JsonNode> documents = documents();
        JsonNode added = JSON.readTree(test);
        boolean replaced = false;
        for (int i = 0; i < documents.size(); i++) {
            if (isCalled(documents.get(i), name)) {
                documents.set(i, added);
                replaced = true;
            }
        }
        if (!replaced) {
            documents.add(added);
        }
        return text(documents, journey);
    }

    /** The document without the test of this name. */
    String without(String name, @Nullable String journey) {
        return text(documents().stream().filter(test -> !isCalled(test, name)).toList(), journey);
    }

    private static String text(List<JsonNode> documents, @Nullable String journey) {
        ObjectNode root = JSON.createObjectNode();
        JsonNode shops = journey == null ? null : tree(journey).get(JourneyTests.SHOPS);
        if (shops != null) {
            root.set(JourneyTests.SHOPS, shops);
        }
        ArrayNode tests = root.putArray(JourneyTests.TESTS);
        documents.forEach(tests::add);
        return JSON.writeValueAsString(root);
    }

    private static boolean isCalled(JsonNode test, String name) {
        return test.path("name").asString("").equals(name);
    }
}
