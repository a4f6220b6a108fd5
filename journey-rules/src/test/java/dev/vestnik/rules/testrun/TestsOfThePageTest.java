package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Samples;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.TemplateCompiler;
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

/** The tests that {@code docs/journeys.md} shows pass on the sample journey that they are about. */
class TestsOfThePageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yml\\n(.*?)```", Pattern.DOTALL);

    static Stream<String> examples() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/journeys.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(1);
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyOneOfThemPasses(String example) {
        Template reminder =
                sound(new TemplateCompiler().check(Samples.templates().get("cart-reminder")));
        Map<String, Template> templates = Map.of("cart-reminder", reminder);
        Journey cart = sound(new JourneyCompiler(new Expressions(), StepRegistry.KINDS)
                .check(Samples.journeys().get("abandoned-cart"), 1, Catalogue.of(templates)));
        JourneyTest test = sound(JourneyTest.parse(example));
        TestBed bed = new TestBed(templates, ShopSettings.DEFAULT, FeatureLevel.NEWEST);
        TestReport report = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"))
                .run(test.run(), bed.under(List.of(cart), test.run().start()));
        assertThat(test.differences(report)).isEmpty();
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> value;
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }
}
