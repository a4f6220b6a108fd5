package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/how-do-i.md} keeps its promise: the documents of every wish compile without a warning, and their tests pass. */
class HowDoIPageTest {
    private static final int WISHES = 15;

    static List<ExampleChapter> wishes() throws IOException {
        return ExampleChapter.of(Path.of("../docs/how-do-i.md"));
    }

    @Test
    void hasEveryWish() throws IOException {
        assertThat(wishes()).hasSize(WISHES).allSatisfy(wish -> {
            assertThat(wish.documents()).isNotEmpty();
            assertThat(wish.tests()).hasSizeGreaterThan(1);
        });
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void isFulfilled(ExampleChapter wish) {
        wish.run();
    }
}
