package dev.vestnik.system.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A dashboard as its source in {@code deploy/grafana/source} has it.
 *
 * @param range from when it shows, in Grafana's words
 * @param variables what its reader chooses from, by name
 */
record Dashboard(String title, String about, String range, Map<String, String> variables, List<Panel> panels) {
    private static final Path SOURCES = Path.of("../deploy/grafana/source");

    Dashboard {
        variables = Objects.requireNonNullElse(variables, Map.of());
    }

    /**
     * A panel.
     *
     * @param form of Grafana's panels; absent: {@code timeseries}
     * @param runbook the page in docs/runbooks that helps when it looks wrong
     * @param show expressions by the legend of their lines
     * @param quiet the reason why it may be empty; absent where it never is while messages flow
     */
    record Panel(
            String title,
            String about,
            String unit,
            String form,
            String runbook,
            Map<String, String> show,
            String quiet) {
        Panel {
            form = Objects.requireNonNullElse(form, "timeseries");
        }
    }

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }

    static Dashboard read(Path source) {
        try {
            return new YAMLMapper().readValue(Files.readString(source), Dashboard.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Dashboard> all() throws IOException {
        return sources().stream().map(Dashboard::read).toList();
    }
}
