package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.schedule.Silence;
import dev.vestnik.rules.settings.ShopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journeys that {@code docs/journeys.md} shows run: each is entered, and none gets stuck. */
class ExamplesRunTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    /** The events that fulfil an entry which made-up values do not, by a part of it. */
    private static final Map<String, String> TOLD = Map.of(
            "orders.count(P365D) == 3",
            "{type: product.viewed, data: {category: tea}}"
                    + ", {type: order.placed, data: {total: {amount: 500000}}}".repeat(3),
            "if: has(event.productId)",
            "{type: product.viewed, data: {productId: p1}}",
            "key: event.item.productId",
            "{type: journey.started, data: {item: {productId: p1}}}",
            "on: product.price_dropped",
            "{type: product.viewed, data: {productId: p1}}"
                    + ", {type: product.price_dropped, data: {productId: p1, was: {amount: 500000, currency: RUB}}}",
            "event.kind",
            "{type: message.inbound, data: {channel: sms, text: my order}}");

    /** Two years are longer than a test run. */
    private static final String TOO_LONG = "consentAt";

    private static final String TEST = """
            name: runs
            customer:
              profile: {firstName: Anna, phone: "+74956460054", email: anna@example.org, birthday: 1990-06-20}
              devices: [{platform: ios, token: t1}]
              consents: [{channel: any, granted: true}]
            events: [%s]
            expect: {messages: []}
            """;

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("../docs/journeys.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(example -> !example.contains(TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isEnteredAndNotStuck(String example) {
        NamedTemplates templates = new NamedTemplates();
        Journey journey =
                sound(new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(example, 1, templates));
        JourneyTest test = sound(JourneyTest.parse(TEST.formatted(told(example, journey))));
        TestBed bed = new TestBed(templates.all(), ShopSettings.DEFAULT, FeatureLevel.NEWEST);
        TestReport report = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"))
                .run(test.run(), bed.under(List.of(journey), test.run().start()));
        List<Outcome> outcomes = report.story().stream()
                .flatMap(happening -> happening.decisions().stream())
                .map(Decision::outcome)
                .toList();
        assertThat(outcomes)
                .as(report.story().toString())
                .contains(Outcome.ENTERED)
                .doesNotContain(Outcome.STUCK);
        assertThat(report.story()).extracting(Happening::failure).containsOnlyNulls();
    }

    private static String told(String example, Journey journey) {
        String type = journey.entry().schedule() instanceof Silence silence
                ? silence.of().getFirst()
                : journey.entry().on().getFirst();
        boolean byEvents = journey.entry().schedule() == null || journey.entry().schedule() instanceof Silence;
        return TOLD.entrySet().stream()
                .filter(told -> example.contains(told.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(byEvents ? "{type: " + type + "}" : "");
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }
}
