package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/scenarios.md} has a row for each scenario, and what it names is there. */
class ScenariosPageTest {
    private static final Path PAGE = Path.of("../docs/scenarios.md");
    private static final int SCENARIOS = 126;
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| (.+) \\| (.+) \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+Test)`");

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results().toList();
    }

    @Test
    void noNumberIsMissing() throws IOException {
        assertThat(rows())
                .extracting(row -> Integer.parseInt(row.group(1)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SCENARIOS).boxed().toList());
    }

    @Test
    void whatIsServedHasATestAndWhatIsNotSaysSo() throws IOException {
        for (MatchResult row : rows()) {
            boolean tested = TEST.matcher(row.group(4)).find();
            boolean nothing = row.group(3).equals("**not yet**");
            assertThat(tested).as(row.group(1)).isNotEqualTo(nothing);
        }
    }

    @Test
    void saysHowManyHaveSomething() throws IOException {
        long served = rows().stream().filter(row -> !row.group(4).isBlank()).count();
        assertThat(Files.readString(PAGE)).contains(served + " of " + SCENARIOS + " have something");
    }

    @Test
    void everyFileIsThere() throws IOException {
        for (MatchResult row : rows()) {
            LINK.matcher(row.group(3))
                    .results()
                    .forEach(link -> assertThat(
                                    PAGE.resolveSibling(link.group(1)).normalize())
                            .as(row.group(1))
                            .exists());
        }
    }

    @Test
    void everyTestIsThere() throws IOException {
        Set<String> tests = tests();
        for (MatchResult row : rows()) {
            TEST.matcher(row.group(4))
                    .results()
                    .forEach(test -> assertThat(tests).as(row.group(1)).contains(test.group(1)));
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ScenariosPageTest::classes)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> classes(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", "")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
