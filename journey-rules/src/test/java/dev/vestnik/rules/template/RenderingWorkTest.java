package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.work.SmallStack;
import dev.vestnik.rules.work.Work;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the rendering of one text may take: counted in {@link Work}, by the size of the values. Bytes are counted too, since what is made has
 * to be written.
 */
class RenderingWorkTest {
    private static final LiquidCompiler COMPILER = new LiquidCompiler();
    private static final String LOOP = "{% for i in (1..2000) %}";

    private static final Map<String, List<String>> TAGS = Map.ofEntries(
            Map.entry("assign", List.of(LOOP + "{% assign x = event.a | append: event.b %}{% endfor %}")),
            Map.entry("break", List.of(LOOP + "{% break %}" + "x".repeat(9_000) + "{% endfor %}")),
            Map.entry("capture", List.of(LOOP + "{% capture x %}{{ x }}{{ event.a }}{% endcapture %}{% endfor %}")),
            Map.entry(
                    "case",
                    List.of(LOOP + "{% case event.a %}{% when event.b %}x{% else %}y{% endcase %}{% endfor %}")),
            Map.entry("comment", List.of(LOOP + "{% comment %}" + "x".repeat(9_000) + "{% endcomment %}{% endfor %}")),
            Map.entry("continue", List.of(LOOP + "{% continue %}" + "x{{ i }}".repeat(900) + "{% endfor %}")),
            Map.entry(
                    "cycle",
                    List.of(
                            LOOP + "{% cycle event.a, i %}{% endfor %}",
                            LOOP + "{% cycle event.a: 'x', 'y' %}{% endfor %}")),
            Map.entry("decrement", List.of(LOOP + "{% decrement x %}{% endfor %}")),
            Map.entry("echo", List.of(LOOP + "{% echo event.a %}{% endfor %}")),
            Map.entry(
                    "for",
                    List.of(
                            "{% for i in event.list %}{{ i }}{% endfor %}",
                            LOOP + "{% for j in event.list %}{% break %}{% endfor %}{% endfor %}",
                            "{% for i in event.list reversed %}{% for j in event.list %}{{ j }}{% endfor %}{% endfor %}",
                            "{% for i in (1..event.a.size) %}{% endfor %}",
                            "{% for i in event %}{{ i[0] }}{% endfor %}")),
            Map.entry(
                    "if",
                    List.of(
                            LOOP + "{% if event.a == event.b %}x{% endif %}{% endfor %}",
                            LOOP + "{% if event.a contains event.needle %}x{% endif %}{% endfor %}",
                            LOOP + "{% if event.list contains event.a %}x{% endif %}{% endfor %}",
                            LOOP + "{% if event.list == event.list2 %}x{% endif %}{% endfor %}",
                            LOOP + "{% if event.a > event.b %}x{% endif %}{% endfor %}")),
            Map.entry("ifchanged", List.of(LOOP + "{% ifchanged %}{{ event.a }}{% endifchanged %}{% endfor %}")),
            Map.entry("increment", List.of(LOOP + "{% increment x %}{% endfor %}")),
            Map.entry("liquid", List.of("{% liquid\nfor i in (1..2000)\necho event.a\nendfor\n%}")),
            Map.entry("raw", List.of(LOOP + "{% raw %}" + "x".repeat(900) + "{% endraw %}{% endfor %}")),
            Map.entry("unless", List.of(LOOP + "{% unless event.a == event.b %}x{% endunless %}{% endfor %}")));

    private static final List<String> OUTPUTS = List.of(
            LOOP + "{{ event.list[1999] }}{{ event.list.last }}{% endfor %}",
            LOOP + "{{ event.extra.x }}{% endfor %}",
            LOOP + "{{ event.a | size }}{{ event.list | size }}{% endfor %}",
            LOOP + "{{ event.list | sort | first }}{% endfor %}",
            LOOP + "{{ event.list | concat: event.list | uniq | size }}{% endfor %}",
            LOOP + "{{ event.a | upcase | downcase | reverse | size }}{% endfor %}",
            LOOP + "x{{ i }}".repeat(2_000) + "{% endfor %}");

    static Stream<String> texts() {
        return Stream.concat(TAGS.values().stream().flatMap(List::stream), OUTPUTS.stream());
    }

    @Test
    void everyTagIsMeasured() {
        assertThat(TAGS.keySet()).isEqualTo(LiquidCompiler.tags());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void workGrowsLikeTheValuesAndEnds(String source) {
        LiquidText text = compiled(source);
        long before = 0;
        for (int size = 1 << 14; size <= 1 << 20; size <<= 2) {
            Map<String, Object> variables = Map.of("event", event(size));
            Work work = new Work();
            var run = SmallStack.run(() -> rendered(text, variables, work));
            assertThat(work.done()).as("work of %s", size).isLessThanOrEqualTo(Work.MOST + 1);
            assertThat(run.allocated()).as("bytes of %s", size).isLessThan(96L << 20);
            if (before > 0) {
                assertThat(work.done()).as("work of %s", size).isLessThanOrEqualTo(Math.max(5 * before, 100_000));
            }
            before = work.done();
        }
    }

    @Test
    void tooMuchWorkIsSaid() {
        assertThat(Rendered.problem(
                        LOOP + "{% if event.a == event.b %}x{% endif %}{% endfor %}", Map.of("event", event(1 << 20))))
                .isEqualTo(
                        "the text takes more work than 5000000 characters: fewer or shorter loops, filters and values are needed");
    }

    @Test
    void aCustomerCannotFillTheCacheOfCurrencies() {
        LiquidText text = compiled("{{ event.total }}");
        Map<String, Object> total = Map.of("amount", 100L, "currency", "X".repeat(1_000));
        assertThat(rendered(text, Map.of("event", Map.of("total", total)), new Work()))
                .isEqualTo("event.total is a list or a map, not a text");
    }

    @Test
    void charactersThatAreNoTextBreakNothing() {
        for (String odd : List.of("\uD800", "\uDC00\uD800", "\uFFFE", "\uFDD0", "%", "%}", "{{", "$1", "\\")) {
            assertThat(Rendered.sms("a{{ event.a }}b{{ event.a | upcase }}", Map.of("event", Map.of("a", odd))))
                    .isEqualTo("a" + odd + "b" + odd);
        }
    }

    private static String rendered(LiquidText text, Map<String, Object> variables, Work work) {
        try {
            return text.render(variables, work);
        } catch (Unrenderable e) {
            return e.problem();
        }
    }

    private static LiquidText compiled(String source) {
        Faults faults = new Faults();
        Place place = DocumentText.read("{\"a\": 1}", faults);
        LiquidText text = COMPILER.compile(place, source, Locale.ENGLISH, Writing.PLAIN);
        assertThat(faults.all()).isEmpty();
        return text;
    }

    private static Map<String, Object> event(int size) {
        Map<String, Object> event = new HashMap<>();
        event.put("a", "a".repeat(size));
        event.put("b", "a".repeat(size - 1) + "b");
        event.put("needle", "a".repeat(size / 2) + "b");
        event.put("list", Collections.nCopies(size / 8, "abcdefg"));
        event.put("list2", Collections.nCopies(size / 8, "abcdefh"));
        event.put("extra", "{\"x\": 1, \"text\": \"" + "a".repeat(size) + "\"}");
        return event;
    }
}
