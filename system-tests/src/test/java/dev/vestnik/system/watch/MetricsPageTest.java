package dev.vestnik.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of metrics beside the classes that name them; beside what is exported it is compared in {@code UpTest}. */
class MetricsPageTest {
    private static final List<String> MODULES = List.of(
            "service-runtime",
            "order-ingest",
            "journey-engine",
            "sender-runtime",
            "sms-sender",
            "email-sender",
            "push-sender",
            "customer-pages");
    private static final Pattern METER = Pattern.compile("(?:Counter|Gauge|Timer)\\s*\\.builder\\(");
    private static final Pattern NAME =
            Pattern.compile("(?:builder\\(\\s*|^\\s*)\"(vestnik\\.[a-z.]+)\",", Pattern.MULTILINE);
    private static final Pattern NAME_ALONE = Pattern.compile("builder\\(\\s*\"(vestnik\\.[a-z.]+)\"");

    @Test
    void hasEveryMetricThatTheSourcesName() throws IOException {
        Set<String> named = sources()
                .flatMap(source -> Stream.concat(
                        NAME_ALONE.matcher(source).results(),
                        source.contains("GATEWAYS") ? NAME.matcher(source).results() : Stream.empty()))
                .map(name -> name.group(1).replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(MetricsPage.read().rows().values().stream()
                        .map(row -> row.family().replaceFirst("_(seconds|bytes)$", "")))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everyMeterSaysWhatItIs() throws IOException {
        List<String> mute = sources()
                .flatMap(source -> METER.matcher(source)
                        .results()
                        .map(MatchResult::end)
                        .map(begin -> source.substring(begin, source.indexOf(".register(", begin))))
                .filter(meter -> !meter.contains(".description("))
                .toList();
        assertThat(mute).isEmpty();
        assertThat(sources().filter(source -> source.contains("registry.counter(")))
                .isEmpty();
    }

    private static Stream<String> sources() throws IOException {
        Stream<String> all = Stream.empty();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                List<Path> java =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                all = Stream.concat(all, java.stream().map(MetricsPageTest::text));
            }
        }
        return all;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
