package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.offer.OfferDocument;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.TemplateCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/how-do-i.md} keeps its promise: the documents of every wish compile without a warning, and their tests pass. */
class HowDoIPageTest {
    private static final int WISHES = 14;
    private static final Pattern CHAPTER = Pattern.compile("^## (.*)\\n", Pattern.MULTILINE);
    private static final Pattern DOCUMENT = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("```yml\\n(.*?)```", Pattern.DOTALL);

    /** A wish with its documents. */
    private record Wish(String name, List<String> documents, List<String> tests) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wish> wishes() throws IOException {
        String page = Files.readString(Path.of("../docs/how-do-i.md"));
        List<MatchResult> headings = CHAPTER.matcher(page).results().toList();
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : page.length();
            String chapter = page.substring(headings.get(i).end(), end);
            wishes.add(new Wish(headings.get(i).group(1), blocks(DOCUMENT, chapter), blocks(TEST, chapter)));
        }
        return wishes.stream();
    }

    private static List<String> blocks(Pattern pattern, String chapter) {
        return pattern.matcher(chapter)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void hasEveryWish() throws IOException {
        assertThat(wishes()).hasSize(WISHES).allSatisfy(wish -> {
            assertThat(wish.documents()).isNotEmpty();
            assertThat(wish.tests()).hasSizeGreaterThan(1);
        });
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void isFulfilled(Wish wish) {
        Shop shop = new Shop();
        wish.documents().stream().filter(text -> !isJourney(text)).forEach(shop::take);
        List<Journey> journeys = wish.documents().stream()
                .filter(HowDoIPageTest::isJourney)
                .map(text -> sound(
                        new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, 1, shop.templates)))
                .toList();
        TestBed bed = new TestBed(shop.templates.all(), shop.settings, FeatureLevel.NEWEST);
        TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"));
        for (String text : wish.tests()) {
            JourneyTest test = sound(JourneyTest.parse(text));
            TestReport report =
                    runner.run(test.run(), bed.under(journeys, test.run().start()));
            assertThat(test.differences(report)).as(test.name()).isEmpty();
        }
    }

    private static boolean isJourney(String document) {
        return document.contains("\nentry:");
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, var warnings) -> {
                assertThat(warnings).isEmpty();
                yield value;
            }
            case Checked.Faulty<T>(var faults) -> throw new AssertionError(faults);
        };
    }

    /** The documents around the journeys of a wish. */
    private static final class Shop {
        private final NamedTemplates templates = new NamedTemplates();
        private ShopSettings settings = ShopSettings.DEFAULT;

        void take(String document) {
            if (document.contains("locales:")) {
                templates.put(sound(new TemplateCompiler().check(document)));
            } else if (document.contains("validFor:")) {
                sound(OfferDocument.parse(document));
            } else {
                settings = sound(SettingsDocument.parse(document)).settings();
            }
        }
    }
}
