package dev.vestnik.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A comment of main code begins with a verb or a noun: "The number of", not "How many". */
class CommentsBeginWithTheirSubjectTest {
    private static final Pattern RIDDLE =
            Pattern.compile("(?m)^\\s*(?:/\\*\\*|/\\*\\*\\n\\s*\\*) (?:What|How|Who|Whoever|Somebody|Those)\\b.*$");

    @Test
    void noCommentBeginsWithAQuestionWord() throws IOException {
        List<String> riddles = new ArrayList<>();
        int files = 0;
        for (Path root : sourceRoots()) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file :
                        (Iterable<Path>) all.filter(path -> path.toString().endsWith(".java"))::iterator) {
                    files++;
                    RIDDLE.matcher(Files.readString(file))
                            .results()
                            .forEach(match -> riddles.add(
                                    file.getFileName() + ": " + match.group().strip()));
                }
            }
        }
        assertThat(files).as("the sources were found").isGreaterThan(500);
        assertThat(riddles).isEmpty();
    }

    private static List<Path> sourceRoots() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
