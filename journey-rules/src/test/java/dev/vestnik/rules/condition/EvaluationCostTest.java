package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.parser.CelStandardMacro;
import dev.vestnik.rules.work.SmallStack;
import dev.vestnik.rules.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No function of the expression language grows faster than its values up to 1 MB, or it has a bound. CountedMessage is {@link Work}, and bytes. */
class EvaluationCostTest {
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Scope SCOPE = Scope.ofEvent("x.hostile");
    private static final String T = "event.extra.text";
    private static final String L = "event.extra.list";

    /** An expression for every function and macro; of dates and numbers one stands for all. */
    private static final List<Call> CALLS = List.of(
            new Call("contains", T + ".contains(event.extra.needle)"),
            new Call(
                    "startsWith endsWith",
                    T + ".startsWith(event.extra.other) || " + T + ".endsWith(event.extra.other)"),
            new Call("matches", T + ".matches('^(a+)+$')"),
            new Call("size", "size(" + T + ") + " + T + ".size() + " + L + ".size() > 0"),
            new Call("_+_", T + " + " + T + " + " + T + " == ''"),
            new Call("_+_", "(" + L + " + " + L + ").size() > 0"),
            new Call("_+_", L + ".map(x, " + T + " + x).size() > 0"),
            new Call("_==_ _!=_", T + " == event.extra.other && " + L + " != " + L),
            new Call(
                    "_<_ _<=_ _>_ _>=_",
                    T + " < event.extra.other || " + T + " >= event.extra.other || 1 <= 2 || 2 > 1"),
            new Call("@in _in_", T + " in " + L + " || " + L + ".all(x, x in " + L + ")"),
            new Call("_[_]", L + "[0] == ''"),
            new Call(
                    "int uint double bool",
                    "int(" + T + ") == 1 || uint(" + T + ") == 1u || double(" + T + ") == 1.0 || bool(" + T + ")"),
            new Call("string bytes", "string(bytes(" + T + ")) == ''"),
            new Call("timestamp duration", "timestamp(" + T + ") > now || duration(" + T + ") > duration('1s')"),
            new Call("_-_ _*_ _/_ _%_ -_ !_", "!(-1 * 2 / 3 % 4 - 1 > 0)"),
            new Call(
                    "dyn @not_strictly_false __not_strictly_false__",
                    "dyn(" + T + ") == 1 || " + L + ".all(x, dyn(x) != 1)"),
            new Call("type", "type(" + T + ") == string"),
            new Call(
                    "getFullYear getMonth getDayOfYear getDayOfMonth getDate getDayOfWeek getHours getMinutes getSeconds getMilliseconds",
                    "now.getFullYear(" + T + ") + now.getMonth() > 0"),
            new Call("all exists", L + ".all(x, " + L + ".exists(y, y == x))"),
            new Call("exists_one filter", L + ".exists_one(x, " + L + ".filter(y, y == x).size() > 0)"),
            new Call("map", L + ".map(x, x + x).map(x, x + x).map(x, x + x).size() > 0"),
            new Call("_&&_ _||_ _?_:_", "true && (" + T + " == '' || true) ? true : false"),
            new Call("has", "has(" + T + ")"));

    record Call(String functions, String expression) {}

    static Stream<String> expressions() {
        return CALLS.stream().map(Call::expression);
    }

    @Test
    void everyFunctionAndMacroIsMeasured() {
        Set<String> measured = new TreeSet<>();
        CALLS.forEach(call -> measured.addAll(List.of(call.functions().split(" "))));
        assertThat(measured).containsAll(functionsAndMacros());
    }

    /** All that the expression language has, by the library's names. */
    static Set<String> functionsAndMacros() {
        Set<String> known = new TreeSet<>();
        for (StandardFunction function : StandardFunction.values()) {
            known.add(functionName(function));
        }
        CelStandardMacro.STANDARD_MACROS.forEach(macro -> known.add(macro.getFunction()));
        known.add("type");
        return known;
    }

    private static String functionName(StandardFunction function) {
        return function.functionDecl().name();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void workGrowsLikeTheValuesAndEnds(String source) {
        CelExpression expression = compiled(source);
        long before = 0;
        for (int size = 1 << 14; size <= 1 << 20; size <<= 2) {
            Facts facts = facts(size);
            EvaluationCost cost = new EvaluationCost(expression.factors(), new Work());
            var run = SmallStack.run(() -> expression.evaluated(facts, cost));
            assertThat(cost.done()).isLessThanOrEqualTo(Work.MOST + 1);
            assertThat(run.allocated()).as("bytes of %s", size).isLessThan(96L << 20);
            if (before > 0 && before < 100_000 && !source.contains(L)) {
                assertThat(cost.done()).as("work of %s", size).isLessThanOrEqualTo(5 * before);
            }
            before = cost.done();
        }
    }

    @Test
    void tooMuchWorkIsSaid() {
        assertThat(compiled(L + ".all(x, x in " + L + ")").evaluate(facts(1 << 20)))
                .isEqualTo(new Evaluation.Failed(L + ".all(x, x in " + L
                        + ") takes more work than 5000000 characters: it needs fewer loops or shorter values"));
        assertThat(compiled("true || " + T + " + " + T + " + " + T + " + " + T + " == ''")
                        .evaluate(facts(1 << 20)))
                .isEqualTo(new Evaluation.Value(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "!",
                "-",
                "event.a.",
                "1+",
                "true && ",
                "true || ",
                "true ? 1 : ",
                "a(",
                "a[",
                "'",
                "\"",
                "r'",
                "event.",
                ".a",
                "//",
                " in ",
                "{1:",
                "has(",
                "[1].all(x, "
            })
    void everyTextHasAnAnswer(String unit) {
        for (String source : List.of(
                unit.repeat(3_900 / unit.length()),
                "event" + unit.repeat(3_900 / unit.length()),
                unit.repeat(25) + "1",
                "event" + unit.repeat(140))) {
            CompiledCondition compilation =
                    SmallStack.run(() -> EXPRESSIONS.compile(source, SCOPE)).result();
            if (compilation instanceof CompiledCondition.Problems problems) {
                assertThat(problems.list()).hasSizeLessThan(20);
                assertThat(problems.list().toString()).doesNotContain("StackOverflowError");
            }
        }
    }

    @Test
    void patternsAreWrittenOutAndSmall() {
        for (String pattern :
                List.of(T, "'((a{100}){100}){100}'", "'" + "a".repeat(201) + "'", "'('", "'a{1000}{1000}'")) {
            assertThat(EXPRESSIONS.compile(T + ".matches(" + pattern + ")", SCOPE))
                    .as(pattern)
                    .isInstanceOf(CompiledCondition.Problems.class);
        }
        assertThat(compiled("event.extra.other.matches('^a*b$')").evaluate(facts(100)))
                .isEqualTo(new Evaluation.Value(true));
    }

    private static CelExpression compiled(String source) {
        CompiledCondition compilation = EXPRESSIONS.compile(source, SCOPE);
        assertThat(compilation).as(source).isInstanceOf(CompiledCondition.Compiled.class);
        return (CelExpression) ((CompiledCondition.Compiled) compilation).expression();
    }

    private static Facts facts(int size) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size / 8; i++) {
            list.add("text" + i % 1000);
        }
        Map<String, Object> extra = Map.of(
                "text",
                "a".repeat(size),
                "other",
                "a".repeat(size - 1) + "b",
                "needle",
                "a".repeat(size / 2) + "b",
                "list",
                list);
        return new Facts(Map.of("extra", extra), Map.of(), Map.of(), "k", Instant.EPOCH);
    }
}
