package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.journey.JourneySchema;
import dev.vestnik.rules.offer.OfferSchema;
import dev.vestnik.rules.settings.SettingsSchema;
import dev.vestnik.rules.template.TemplateSchema;
import dev.vestnik.rules.testrun.TestSchema;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages that a marketer works from leave out no key of a document, at any depth, and no gate. */
class PagesNameEveryKeyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Their keys are fields of the shop's events, which tests of journeys repeat. */
    private static final Set<String> OF_EVENTS = Set.of("profile", "consents", "devices");

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("journeys.md", "a journey", JourneySchema.of(StepRegistry.KINDS)),
                Arguments.of("journeys.md", "a test", TestSchema.ofTests()),
                Arguments.of("journeys.md", "a test run", TestSchema.ofRuns()),
                Arguments.of("journeys.md", "an offer", OfferSchema.text()),
                Arguments.of("settings.md", "settings", SettingsSchema.text()),
                Arguments.of("templates.md", "a template", TemplateSchema.text()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("documents")
    void namesEveryKey(String page, String document, String schema) {
        DocsPage text = DocsPage.named(page);
        assertThat(keys(schema))
                .as("keys of %s that docs/%s does not name", document, page)
                .hasSizeGreaterThan(4)
                .filteredOn(key -> !text.names(key))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withExamples")
    void showsEveryKeyInAnExample(String page, String schema) {
        DocsPage text = DocsPage.named(page);
        assertThat(keys(schema))
                .as("keys that no example of docs/%s has", page)
                .hasSizeGreaterThan(10)
                .filteredOn(key -> !text.shows(key))
                .isEmpty();
    }

    static Stream<Arguments> withExamples() {
        return Stream.of(
                Arguments.of("journeys.md", JourneySchema.of(StepRegistry.KINDS)),
                Arguments.of("settings.md", SettingsSchema.text()));
    }

    @Test
    void namesEveryGate() {
        DocsPage text = DocsPage.named("journeys.md");
        assertThat(GateOrder.of((candidate, situation) -> Map.of()))
                .hasSizeGreaterThan(5)
                .extracting(Gate::name)
                .filteredOn(gate -> !text.names(gate))
                .isEmpty();
    }

    private static Set<String> keys(String schema) {
        Set<String> keys = new TreeSet<>();
        gather(JSON.readTree(schema), keys);
        return keys;
    }

    private static void gather(JsonNode schema, Set<String> keys) {
        if (!schema.isObject()) {
            schema.forEach(element -> gather(element, keys));
            return;
        }
        schema.forEachEntry((word, value) -> {
            if (word.equals("properties")) {
                properties(value, keys);
            } else {
                gather(value, keys);
            }
        });
    }

    private static void properties(JsonNode properties, Set<String> keys) {
        properties.forEachEntry((key, of) -> {
            keys.add(key);
            if (!OF_EVENTS.contains(key)) {
                gather(of, keys);
            }
        });
    }
}
