package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.work.CountingText;
import dev.vestnik.rules.work.SmallStack;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liqp.filters.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No filter grows faster than n log n with its value, on inputs of up to a quarter of a million characters made to hurt it.
 *
 * <p>Counted is, of those on texts, how many characters they read; and as a coarse guard the processor time of their thread may not grow
 * like a square.
 */
class FilterGrowthTest {
    private static final LiquidCompiler COMPILER = new LiquidCompiler();
    private static final int LARGE = 1 << 20;

    /** Each filter as it is called. */
    private static final Map<String, String> CALLS = Stream.of(
                    "abs",
                    "append: event.a",
                    "at_least: 1",
                    "at_most: 1",
                    "base64_decode",
                    "base64_encode",
                    "base64_url_safe_decode",
                    "base64_url_safe_encode",
                    "capitalize",
                    "ceil",
                    "compact",
                    "concat: event.list",
                    "date: '%d'",
                    "default: 'x'",
                    "divided_by: 3",
                    "downcase",
                    "escape",
                    "escape_once",
                    "find: 'name', 'x'",
                    "find_index: 'name', 'x'",
                    "first",
                    "floor",
                    "h",
                    "has: 'name'",
                    "join: ', '",
                    "last",
                    "lstrip",
                    "map: 'name'",
                    "minus: 1",
                    "modulo: 7",
                    "money",
                    "newline_to_br",
                    "phone",
                    "plural: 'one', 'many'",
                    "plus: 1",
                    "prepend: event.a",
                    "raw",
                    "reject: 'name'",
                    "remove: event.needle",
                    "remove_first: event.needle",
                    "remove_last: event.needle",
                    "replace: event.needle, 'x'",
                    "replace_first: event.needle, 'x'",
                    "replace_last: event.needle, 'x'",
                    "reverse",
                    "round: 2",
                    "rstrip",
                    "size",
                    "slice: 0, 10",
                    "sort",
                    "sort_natural",
                    "split: event.needle",
                    "squish",
                    "strip",
                    "strip_html",
                    "strip_newlines",
                    "sum",
                    "times: 3",
                    "truncate: 10",
                    "truncatewords: 100000",
                    "uniq",
                    "upcase",
                    "url_decode",
                    "url_encode",
                    "where: 'name', 'x'")
            .collect(Collectors.toMap(call -> call.split(":")[0], call -> call));

    private static final List<String> HOSTILE = List.of(
            "<a",
            "<!--",
            "<",
            ">",
            "<script",
            "<style>",
            "<!-->",
            "&",
            "&amp",
            "\"",
            "'",
            " ",
            "\n",
            " x",
            "\t\n",
            "a",
            "aaaaaaab",
            "%",
            "%4",
            "9",
            "-",
            "0.",
            "1e9",
            "\0",
            "\uD800",
            "\uDC00",
            "\u0301",
            "\u00df",
            "\u0130",
            "я");

    static Stream<String> filters() {
        return COMPILER.filters().values().stream().map(Filter::getName).sorted();
    }

    @Test
    void everyFilterIsMeasuredAndHasACost() {
        assertThat(filters()).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
        assertThat(FilterCost.filters()).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
        assertThat(FilterSignature.filters()).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    }

    @Test
    void everyFilterIsOneOfOurs() {
        assertThat(COMPILER.filters().values())
                .allSatisfy(
                        filter -> assertThat(filter.getClass().getPackage()).isEqualTo(TextFilter.class.getPackage()));
    }

    @ParameterizedTest
    @MethodSource
    void ourOwnReadEachCharacterAFewTimes(String name) {
        Filter filter = COMPILER.filters().get(name);
        for (String unit : HOSTILE) {
            for (int size : List.of(LARGE >> 8, LARGE >> 4)) { // a square is 65,000 reads of each there
                CountingText text = new CountingText(unit.repeat(size / unit.length()));
                try {
                    filter.apply(text, null, "a".repeat(1_000) + "b", "x");
                } catch (RuntimeException e) {
                    assertThat(e).isInstanceOf(Unrenderable.class);
                }
                assertThat(text.reads()).as("%s of %s × %s", name, size, unit).isLessThan(30L * size);
            }
        }
    }

    static Stream<String> ourOwnReadEachCharacterAFewTimes() {
        return filters().filter(name -> COMPILER.filters().get(name) instanceof TextFilter);
    }

    /** At the bound and at a quarter of it: sixteen times as much for a square, four times for a line. */
    @ParameterizedTest
    @MethodSource("filters")
    void noneTakesTheSquareOfItsValue(String name) {
        Template template =
                Rendered.sound(Rendered.smsDocument("en", "x{% assign a = event.a | " + CALLS.get(name) + " %}"));
        for (String unit : List.of("<a", " x", "a")) {
            long small = processorTime(template, unit, CheckedFilter.LONGEST / 4);
            long large = processorTime(template, unit, CheckedFilter.LONGEST);
            assertThat(large).as("%s of %s", name, unit).isLessThan(10 * small + 100_000_000);
        }
    }

    private static long processorTime(Template template, String unit, int size) {
        Map<String, Object> event =
                Map.of("a", unit.repeat(size / unit.length()), "needle", "a".repeat(size / 2) + "b", "list", List.of());
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            template.render(Channel.SMS, "en", Map.of("event", event));
            times.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }
        return Collections.min(times);
    }

    /** Texts and lists of a megabyte, numbers that are none: an answer every time, from little memory and stack. */
    @ParameterizedTest
    @MethodSource("filters")
    void whateverTheValueThereIsAnAnswer(String name) {
        Template template = Rendered.sound(Rendered.smsDocument("en", "{{ event.a | " + CALLS.get(name) + " }}"));
        for (Object value : hostileValues()) {
            Map<String, Object> event = Map.of("a", value, "needle", "a".repeat(100_000), "list", List.of(1L));
            var run = SmallStack.run(() -> template.render(Channel.SMS, "en", Map.of("event", event)));
            if (run.result() instanceof Rendering.Failed failed) {
                assertThat(failed.problems().getFirst()).hasSizeLessThan(200).doesNotContain("Error");
            }
            assertThat(run.allocated()).as(name).isLessThan(64L << 20);
        }
    }

    @Test
    void aValueBeyondTheBoundIsSaid() {
        assertThat(Rendered.problem("{{ event.a | strip_html }}", Map.of("event", Map.of("a", "<a".repeat(300_000)))))
                .isEqualTo("the filter \"strip_html\" works on at most 200000 characters");
        assertThat(Rendered.problem("{{ 1.5 | round: event.n }}", Map.of("event", Map.of("n", 2147483647L))))
                .isEqualTo("\"round\" is to at most 20 digits");
        assertThat(Rendered.problem(
                        "{{ event.a | date: event.f }}",
                        Map.of("event", Map.of("a", "2026-01-01", "f", "%A".repeat(90_000)))))
                .isEqualTo("a date format is longer than 200 characters");
    }

    private static List<Object> hostileValues() {
        List<Object> values = new ArrayList<>();
        values.add("<a".repeat(LARGE / 2));
        HOSTILE.forEach(unit -> values.add(unit.repeat(50_000 / unit.length())));
        values.add(Collections.nCopies(9_000, "a".repeat(20)));
        values.add(Collections.nCopies(100_000, 1L));
        values.add(Collections.nCopies(9_000, Map.of("name", "x")));
        values.add(nested(400));
        values.add(Map.of("amount", Long.MAX_VALUE, "currency", "x".repeat(LARGE)));
        values.addAll(List.of(1e308, Double.MIN_VALUE, Double.NaN, Long.MIN_VALUE, true, java.time.Instant.MAX));
        values.addAll(List.of("1e999999999", "2026-01-01", "0x1p9"));
        return values;
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("a", value);
        }
        return value;
    }
}
