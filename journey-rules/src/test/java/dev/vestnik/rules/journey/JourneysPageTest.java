package dev.vestnik.rules.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.campaign.CampaignCompiler;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.EntryReason;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.ReceiptReason;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.reason.TakenBack;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/journeys.md} says what is so: its examples, and those of {@code docs/reports.md}, compile without a warning, and no key and no reason is left out. */
class JourneysPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final String PAGE = page("journeys.md");
    private static final Catalogue TEMPLATES = Catalogue.of(Stream.of(
                    "order-placed",
                    "order-shipped",
                    "order-delivered",
                    "courier-dispatched",
                    "cart-reminder",
                    "payment-due")
            .collect(Collectors.toMap(id -> id, Known::new)));

    static Stream<String> examples() {
        return Stream.of(PAGE, page("reports.md"))
                .flatMap(page -> EXAMPLE.matcher(page).results())
                .map(MatchResult::group)
                .map(JourneysPageTest::inside);
    }

    private static String inside(String block) {
        return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCompilesWithoutAWarning(String example) {
        Checked<Journey> checked =
                new JourneyCompiler(new Expressions(), StepRegistry.KINDS).check(example, 1, TEMPLATES);
        assertThat(checked).isInstanceOf(Checked.Sound.class);
        assertThat(((Checked.Sound<Journey>) checked).warnings()).isEmpty();
    }

    @Test
    void itsSegmentsAndCampaignsCompileWithoutAWarning() {
        JourneyCompiler journeys = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
        assertThat(examples("segment"))
                .isNotEmpty()
                .allSatisfy(text -> sound(journeys.segments().check(text)));
        assertThat(examples("campaign"))
                .isNotEmpty()
                .allSatisfy(text -> sound(new CampaignCompiler(journeys).check(text, TEMPLATES)));
    }

    private static List<String> examples(String kind) {
        return Pattern.compile("```yaml " + kind + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    private static void sound(Checked<?> checked) {
        assertThat(checked).isInstanceOf(Checked.Sound.class);
        assertThat(((Checked.Sound<?>) checked).warnings()).isEmpty();
    }

    @Test
    void everyKindOfStepHasItsChapterAndEveryKeyIsNamed() {
        JsonNode schema = JsonMapper.builder().build().readTree(JourneySchema.of(StepRegistry.KINDS));
        for (String kind : StepRegistry.KINDS.types()) {
            assertThat(PAGE).contains("### " + kind + "\n");
            assertNamed(schema.at("/$defs/" + kind + "/properties"));
        }
        assertNamed(schema.at("/properties"));
        assertNamed(schema.at("/properties/entry/properties"));
    }

    private static void assertNamed(JsonNode properties) {
        assertThat(properties.propertyNames())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(PAGE).containsPattern("`" + key + "`|\\b" + key + ":"));
    }

    @Test
    void everyReasonOfADecisionIsListed() {
        Stream<Reason[]> sets = Stream.of(
                EntryReason.values(),
                NoEntryReason.values(),
                Ending.values(),
                SkipReason.values(),
                OnHold.values(),
                TakenBack.values(),
                DropReason.values(),
                Breakdown.values(),
                ReceiptReason.values());
        Set<String> labels = sets.flatMap(Stream::of).map(Reason::label).collect(Collectors.toSet());
        String reasons = PAGE.substring(PAGE.indexOf("## Reasons"));
        assertThat(labels).allSatisfy(label -> assertThat(reasons).contains("`" + label + "`"));
    }

    private static String page(String name) {
        try {
            return Files.readString(Path.of("../docs").resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A template of which only the name matters. */
    private record Known(String id) implements Template {
        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.values());
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return new Rendering.NoText();
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
