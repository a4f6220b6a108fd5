package dev.vestnik.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.template.TemplateCompiler;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is a list of faults or a sound document, never an exception. */
class DocumentTextTest {
    private static final JourneyCompiler JOURNEYS = new JourneyCompiler(new Expressions());
    private static final TemplateCompiler TEMPLATES = new TemplateCompiler();

    @Test
    void deepAndEndlessDocumentsAreFaults() {
        List<String> hostile = List.of(
                "a: " + "[".repeat(100_000),
                "{\"a\": " + "[".repeat(100_000),
                "{\"a\": " + "{\"a\": ".repeat(100_000),
                "- ".repeat(50_000),
                "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
                "id: " + "x".repeat(600_000),
                "!!javax.script.ScriptEngineManager [x]",
                "? {a: b}\n: c",
                "a: b: c",
                "\u0000",
                "%");
        hostile.forEach(text -> {
            assertThat(JOURNEYS.check(text, 1, Catalogue.of(Map.of()))).isInstanceOf(Checked.Faulty.class);
            assertThat(TEMPLATES.check(text)).isInstanceOf(Checked.Faulty.class);
        });
    }

    @Test
    void brokenSamplesNeverBreakTheCheckers() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> journeys = List.copyOf(Samples.journeys().values());
        List<String> templates = List.of(Samples.templates().get("order-shipped"));
        for (int run = 0; run < 60; run++) {
            String journey = broken(journeys.get(random.nextInt(journeys.size())), random);
            assertThat(JOURNEYS.check(journey, 1, Catalogue.of(Map.of())))
                    .as("seed %d, run %d", seed, run)
                    .isNotNull();
        }
        for (int run = 0; run < 6; run++) {
            String template = broken(templates.getFirst(), random);
            assertThat(TEMPLATES.check(template))
                    .as("seed %d, run %d", seed, run)
                    .isNotNull();
        }
    }

    private static String broken(String text, Random random) {
        StringBuilder broken = new StringBuilder(text);
        String marks = "{}[]:,'\"%|&*#\n -.()<>=x0";
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(broken.length());
            switch (random.nextInt(3)) {
                case 0 -> broken.deleteCharAt(at);
                case 1 -> broken.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
                default -> broken.insert(at, marks.charAt(random.nextInt(marks.length())));
            }
        }
        return broken.toString();
    }
}
