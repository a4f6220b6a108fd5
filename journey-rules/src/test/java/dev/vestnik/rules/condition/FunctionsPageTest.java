package dev.vestnik.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/journeys.md} lists every function and macro, and each example gives the value that stands beside it. */
class FunctionsPageTest {
    /** What the library calls itself in place of {@code all} and {@code exists}. */
    private static final Set<String> INTERNAL = Set.of("@not_strictly_false", "__not_strictly_false__");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Expressions EXPRESSIONS = new Expressions();
    private static final Facts FACTS = new Facts(Map.of(), Map.of(), Map.of(), "k", Instant.EPOCH);

    record Row(Set<String> functions, String example, String value) {
        static Row of(String line) {
            String[] cells = line.replace("\\|", "\0").split("\\|", -1);
            return new Row(
                    Set.copyOf(codes(cells[1])),
                    codes(cells[2]).getFirst(),
                    codes(cells[3]).getFirst());
        }

        private static List<String> codes(String cell) {
            return CODE.matcher(cell.replace('\0', '|'))
                    .results()
                    .map((MatchResult code) -> code.group(1))
                    .toList();
        }
    }

    static Stream<Row> rows() throws IOException {
        String page = Files.readString(Path.of("../docs/journeys.md"));
        int table = page.indexOf("| Function | Example | Value |");
        return page.substring(table, page.indexOf("\n\n", table))
                .lines()
                .skip(2)
                .map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anExampleGivesItsValue(Row row) {
        CompiledCondition compiled =
                EXPRESSIONS.compile("(" + row.example() + ") == (" + row.value() + ")", Scope.ofEvent("x.example"));
        assertThat(compiled).as(row.toString()).isInstanceOf(CompiledCondition.Compiled.class);
        assertThat(((CompiledCondition.Compiled) compiled).expression().evaluate(FACTS))
                .isEqualTo(new Evaluation.Value(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event.n > 5", "9223372036854775807 + 1 > 0"})
    void aNumberBeyond64BitsIsNoneToReckonWith(String condition) {
        CompiledCondition compiled = EXPRESSIONS.compile(condition, Scope.ofEvent("x.example"));
        Facts facts = new Facts(Map.of("n", "12345678901234567890"), Map.of(), Map.of(), "k", Instant.EPOCH);
        assertThat(((CompiledCondition.Compiled) compiled).expression().evaluate(facts))
                .isInstanceOf(Evaluation.Failed.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anExampleShowsItsFunctions(Row row) {
        assertThat(row.functions())
                .allSatisfy(function -> assertThat(row.example())
                        .contains(function.equals("[]") ? "[" : function.equals("?:") ? "?" : function));
    }

    @Test
    void everyFunctionAndMacroIsListed() throws IOException {
        Set<String> listed = rows().flatMap(row -> row.functions().stream()).collect(Collectors.toSet());
        Set<String> known = EvaluationCostTest.functionsAndMacros().stream()
                .filter(name -> !INTERNAL.contains(name))
                .map(FunctionsPageTest::asWritten)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(known);
    }

    /** {@code _&&_} is written {@code &&}. */
    private static String asWritten(String name) {
        return name.chars().anyMatch(Character::isLetter) ? name.replaceAll("^[_@]+|_+$", "") : name.replace("_", "");
    }
}
