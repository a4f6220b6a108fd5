package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** The table agrees with an implementation of Liquid that is not ours, but for the rows that say why they do not. */
@Timeout(300)
class LiquidJsTest {
    private static final Path SOURCE = Path.of("src/test/js");
    private static final Path DIRECTORY = Path.of("target/liquid-judge");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void rendersAsLiquidJsDoesOrNamesTheDifference() throws Exception {
        installed();
        List<LiquidTable.Row> rows = LiquidTable.rows();
        assertThat(exitCode(
                        "node", "judge.js", LiquidTable.FILE.toAbsolutePath().toString()))
                .as(() -> output("errors.log"))
                .isZero();
        List<String> given = Files.readAllLines(DIRECTORY.resolve("output.log"));
        assertThat(given).hasSameSizeAs(rows);

        List<String> unexplained = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            LiquidTable.Row row = rows.get(i);
            String judged = JSON.readValue(given.get(i), String.class);
            String text = judged == null ? "-" : judged.strip();
            if (!text.equals(row.judged())) {
                unexplained.add(row + ": liquidjs gives " + text + ", not " + row.judged());
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.isAgreed() || !row.judged().equals(row.expected()))
                        .as("%s is no disagreement", row)
                        .isTrue());
        assertThat(rows.stream().filter(LiquidTable.Row::isAgreed)).hasSizeGreaterThan(300);
    }

    /** Installs once per build directory; a machine without Node or without an npm registry says so and skips. */
    private static void installed() throws IOException, InterruptedException {
        assumeTrue(works("node", "--version"), "skipped: there is no node on this machine");
        assumeTrue(works("npm", "--version"), "skipped: there is no npm on this machine");
        for (String file : List.of("package.json", "judge.js")) {
            Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(DIRECTORY.resolve("node_modules/liquidjs"))) {
            assumeTrue(
                    works("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"),
                    "skipped: npm install does not work here, see target/liquid-judge/errors.log");
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Files.createDirectories(DIRECTORY);
            return exitCode(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectOutput(DIRECTORY.resolve("output.log").toFile())
                .redirectError(DIRECTORY.resolve("errors.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String output(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
