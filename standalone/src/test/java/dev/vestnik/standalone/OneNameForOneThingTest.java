package dev.vestnik.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class's simple name means one thing in all modules. The glossary lists the names that two modules have, and why. */
class OneNameForOneThingTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @Test
    void theGlossaryListsEveryNameThatTwoModulesHave() throws IOException {
        var files = new TreeMap<String, Set<Path>>();
        for (Path root : sourceRoots()) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .forEach(file -> files.computeIfAbsent(
                                        file.getFileName().toString().replace(".java", ""), _ -> new TreeSet<>())
                                .add(PROJECT.relativize(file)));
            }
        }
        assertThat(files).as("the sources were found").hasSizeGreaterThan(500);
        files.values().removeIf(places -> places.size() == 1);
        assertThat(files.keySet()).as("names that stand twice: %s", files).isEqualTo(excused());
    }

    private static Set<Path> sourceRoots() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> excused() throws IOException {
        String glossary = Files.readString(PROJECT.resolve("docs/glossary.md"));
        String section = glossary.substring(glossary.indexOf("## Names that two modules have"));
        return FIRST_CELL
                .matcher(section)
                .results()
                .map(cell -> cell.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
