package dev.vestnik.system.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/metrics.md}. */
record MetricsPage(Map<String, Row> rows) {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(vestnik_\\w+)` \\| (\\w+) \\| [^|]* \\| (start|first) \\| (.*) \\|$");

    /**
     * A metric.
     *
     * @param begins {@code start} when its series are there from the start, {@code first} when it has to happen before
     */
    record Row(String name, String kind, String begins, String help) {
        /** The name of the family in OpenMetrics, which leaves the ending of counters out. */
        String family() {
            return name.replaceFirst("_total$", "");
        }
    }

    static MetricsPage read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/metrics.md")));
        while (row.find()) {
            Row read = new Row(row.group(1), row.group(2), row.group(3), row.group(4));
            rows.put(read.name(), read);
        }
        return new MetricsPage(rows);
    }
}
