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

/** A chapter of a page whose documents ({@code yaml}) compile without a warning and whose tests ({@code yml}) pass. */
record ExampleChapter(String name, List<String> documents, List<String> tests) {
    private static final Pattern CHAPTER = Pattern.compile("^## (.*)\\n", Pattern.MULTILINE);
    private static final Pattern DOCUMENT = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile("```yml\\n(.*?)```", Pattern.DOTALL);

    static List<ExampleChapter> of(Path file) throws IOException {
        String page = Files.readString(file);
        List<MatchResult> headings = CHAPTER.matcher(page).results().toList();
        List<ExampleChapter> chapters = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : page.length();
            String chapter = page.substring(headings.get(i).end(), end);
            chapters.add(
                    new ExampleChapter(headings.get(i).group(1), blocks(DOCUMENT, chapter), blocks(TEST, chapter)));
        }
        return chapters;
    }

    private static List<String> blocks(Pattern pattern, String chapter) {
        return pattern.matcher(chapter)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    void run() {
        Shop shop = new Shop();
        documents.stream().filter(text -> !isJourney(text)).forEach(shop::take);
        List<Journey> journeys = documents.stream()
                .filter(ExampleChapter::isJourney)
                .map(text -> sound(
                        new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(text, 1, shop.templates)))
                .toList();
        TestBed bed = new TestBed(shop.templates.all(), shop.settings, FeatureLevel.NEWEST);
        TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org/u"));
        for (String text : tests) {
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

    /** The documents around the journeys of a chapter. */
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
