package dev.vestnik.system.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules by Prometheus's own judge, promtool, where it is installed (Debian's package prometheus); their runbooks anywhere. */
class AlertRulesTest {
    private static final List<String> TESTS = List.of("causes-test.yml", "objectives-test.yml");

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookAnAlert() throws IOException {
        AlertRules rules = AlertRules.read();

        try (Stream<Path> pages = Files.list(AlertRules.RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(rules.alerts().stream()
                            .map(alert -> AlertRules.runbook(alert) + ".md")
                            .toList()));
        }
        assertThat(rules.alerts())
                .allSatisfy(alert -> assertThat(
                                alert.path("annotations").path("runbook_url").asString())
                        .isEqualTo("{{ $externalURL }}/consoles/" + AlertRules.runbook(alert) + ".md"))
                .allSatisfy(alert -> assertThat(
                                alert.path("labels").path("severity").asString())
                        .isIn("page", "ticket"));
    }

    @Test
    void everyRunbookAnswersTheSameQuestions() throws IOException {
        try (Stream<Path> pages = Files.list(AlertRules.RUNBOOKS)) {
            assertThat(pages)
                    .allSatisfy(
                            page -> assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("## ")))
                                    .containsExactly(
                                            "## What it means",
                                            "## What customers notice",
                                            "## What to look at",
                                            "## What to do",
                                            "## When it is over"));
        }
    }

    @Test
    void everyAlertIsCausedAndEndsInItsTest() throws IOException, InterruptedException {
        List<JsonNode> tests = new ArrayList<>();
        for (String file : TESTS) {
            new YAMLMapper()
                    .readTree(Files.readString(AlertRules.DIRECTORY.resolve(file)))
                    .path("tests")
                    .forEach(tests::add);
        }
        assertThat(tests.stream().map(test -> test.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(AlertRules.read().alerts().stream()
                        .map(alert -> alert.path("alert").asString())
                        .toList()));
        assertThat(tests).allSatisfy(test -> {
            JsonNode asked = test.path("promql_expr_test");
            assertThat(asked.path(0).path("exp_samples").toString())
                    .contains(test.path("name").asString());
            assertThat(asked.path(1).path("exp_samples").isEmpty()).isTrue();
        });
        promtool("check", "rules", "rules.yml");
        for (String file : TESTS) {
            promtool("test", "rules", file);
        }
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(Prometheus.isInstalled(), "there is no promtool on the PATH (Debian's package prometheus)");
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(AlertRules.DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
