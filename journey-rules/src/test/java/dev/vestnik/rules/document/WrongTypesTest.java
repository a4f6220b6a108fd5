package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.template.TemplateCompiler;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.JourneyTests;
import dev.vestnik.rules.testrun.TestRunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every value of every example in the documents is replaced by what has no business there: the answer is a list of faults, or the document
 * is sound, and nothing breaks. One value for each place in each build; {@code -Dvestnik.wrong.all=true} tries all of them.
 */
class WrongTypesTest {
    private static final boolean ALL = Boolean.getBoolean("vestnik.wrong.all");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Pattern EXAMPLE = Pattern.compile("```ya?ml\\n([^`]*+)```");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<JsonNode> WRONG = Stream.of(
                    "null",
                    "true",
                    "7",
                    "-1",
                    "0.5",
                    "1e400",
                    "-123456789012345678901234567890123456789012345678901234567890",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\\ud800\"",
                    "\"P999999999999D\"",
                    "\"9999999999-12-31T23:59:59Z\"",
                    "\"" + "ж".repeat(20_000) + "\"",
                    "[]",
                    "[null, 1, \"a\", [], {}]",
                    "{}",
                    "{\"\": 1, \"a.b\": {\"c\": []}}",
                    "[".repeat(60) + "]".repeat(60))
            .map(JSON::readTree)
            .toList();

    private final JourneyCompiler journeys = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private int place;

    @Test
    void journeys() {
        for (String example : examples("journeys.md")) {
            each(example, text -> {
                Checked<Journey> checked = journeys.check(text, 1, Catalogue.of(Map.of()));
                isAnswer(text, checked);
                if (checked instanceof Checked.Sound<Journey>(Journey journey, var warnings)) {
                    journey.steps()
                            .keySet()
                            .forEach(step ->
                                    assertThat(journey.step(step).draw()).isNotNull());
                }
            });
        }
    }

    @Test
    void settings() {
        for (String example : examples("settings.md")) {
            each(example, text -> isAnswer(text, SettingsDocument.parse(text)));
        }
    }

    @Test
    void testsOfJourneys() {
        for (String example : examples("how-do-i.md")) {
            each(example, text -> {
                isAnswer(text, JourneyTest.parse(text));
                isAnswer(text, TestRunRequest.parse(text, NOON));
            });
        }
        each(
                "{\"shops\": [\"main\"], \"tests\": [{\"name\": \"a\", \"expect\": {}}]}",
                text -> isAnswer(text, JourneyTests.parse(text)));
    }

    @Test
    void offersAndTemplates() {
        each(
                "{\"id\": \"spring\", \"shops\": [\"main\"], \"validFor\": \"P7D\", \"validUntil\": \"2026-12-01T00:00:00Z\", \"lowAt\": 5, \"description\": \"a\"}",
                text -> isAnswer(text, OfferDocument.parse(text)));
        String template = """
                {"id": "hello", "shops": ["main"], "defaultLocale": "en", "locales": {"en": {
                  "sms": {"text": "Hello {{ event.number }}"},
                  "push": {"title": "Hello", "body": "You", "url": "https://example.org"},
                  "email": {"subject": "Hello", "mjml": "<mjml><mj-body></mj-body></mjml>", "text": "Hello"}}}}""";
        TemplateCompiler templates = new TemplateCompiler();
        each(template, text -> isAnswer(text, templates.check(text)));
    }

    @Test
    void anAnswerIsNoLargerThanItHelps() {
        String longKey = "x".repeat(100_000);
        String elements = String.join(",", Collections.nCopies(50_000, "{}"));
        for (String text : List.of(
                "{\"id\": \"a\", \"" + longKey + "\": {\"" + longKey + "\": 1}}",
                "{\"steps\": {\"" + longKey + "\": {\"type\": \"waitUntil\", \"on\": [" + elements + "]}}}",
                "{\"exit\": [" + elements + "]}")) {
            Checked<Journey> checked = journeys.check(text, 1, Catalogue.of(Map.of()));
            isAnswer(text.substring(0, 100), checked);
            assertThat(((Checked.Faulty<Journey>) checked).faults()).hasSizeLessThanOrEqualTo(Faults.MOST + 1);
        }
        Faults faults = new Faults();
        for (int i = 0; i <= Faults.MOST; i++) {
            faults.add("x" + i, "is wrong");
        }
        assertThat(faults.all()).hasSize(Faults.MOST + 1).last().hasToString("has more faults than these 1000");
    }

    private static void isAnswer(String text, Checked<?> checked) {
        if (checked instanceof Checked.Faulty<?>(List<Fault> faults)) {
            assertThat(faults).as(text).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.path()).isNotNull().hasSizeLessThanOrEqualTo(500);
                assertThat(fault.problem()).isNotBlank().hasSizeLessThanOrEqualTo(2_000);
            });
        }
    }

    /** Shows the document with each of its values replaced, taken away, and under another key. */
    private void each(String document, Consumer<String> read) {
        JsonNode root = JSON.readTree(document);
        List<JsonPointer> places = new ArrayList<>();
        places(root, JsonPointer.empty(), places);
        for (JsonPointer at : places) {
            for (JsonNode wrong : ALL ? WRONG : List.of(WRONG.get(place++ % WRONG.size()))) {
                said(read, with(root, at, wrong));
            }
            said(read, without(root, at));
        }
    }

    private static void said(Consumer<String> read, JsonNode document) {
        String text = JSON.writeValueAsString(document);
        try {
            read.accept(text);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("reading " + text, e);
        }
    }

    private static void places(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        places.add(at);
        node.propertyStream().forEach(field -> places(field.getValue(), at.appendProperty(field.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places(node.get(i), at.appendIndex(i), places);
        }
    }

    private static JsonNode with(JsonNode root, JsonPointer at, JsonNode value) {
        if (at.matches()) {
            return value;
        }
        JsonNode copy = root.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode parent -> parent.set(at.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(at.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException("no place " + at);
        }
        return copy;
    }

    private static JsonNode without(JsonNode root, JsonPointer at) {
        if (at.matches()) {
            return JSON.createObjectNode();
        }
        JsonNode copy = root.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode parent ->
                parent.set(
                        "x" + at.last().getMatchingProperty(),
                        parent.remove(at.last().getMatchingProperty()));
            case ArrayNode parent -> parent.remove(at.last().getMatchingIndex());
            default -> throw new IllegalStateException("no place " + at);
        }
        return copy;
    }

    private static List<String> examples(String... pages) {
        List<String> examples = new ArrayList<>();
        for (String page : pages) {
            EXAMPLE.matcher(page(page))
                    .results()
                    .map(found -> DocumentText.read(found.group(1), new Faults()))
                    .filter(Objects::nonNull)
                    .forEach(root -> examples.add(DocumentText.json(root)));
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static String page(String name) {
        try {
            return Files.readString(Path.of("../docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
