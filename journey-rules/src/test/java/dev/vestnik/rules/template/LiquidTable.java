package dev.vestnik.rules.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table of inputs and outputs of Liquid, {@code liquid-table.tsv}. */
final class LiquidTable {
    static final Path FILE = Path.of("src/test/resources/dev/vestnik/rules/template/liquid-table.tsv");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private LiquidTable() {}

    /**
     * One row.
     *
     * @param judge what liquidjs gives and, behind {@code ::}, why; empty where it agrees
     */
    record Row(String template, String data, String expected, String judge) {
        boolean isAgreed() {
            return judge.isEmpty();
        }

        /** What liquidjs is known to give; {@code -} where it refuses. */
        String judged() {
            return isAgreed() ? expected : unescaped(judge.split(" :: ", 2)[0]).strip();
        }

        Map<String, Object> variables() {
            return Map.of("event", data.isEmpty() ? Map.of() : JSON.readValue(data, Map.class));
        }

        @Override
        public String toString() {
            return template + " with {" + data + "}";
        }
    }

    static List<Row> rows() {
        try {
            return Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(LiquidTable::row)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t", -1);
        return new Row(
                unescaped(cells[0]),
                cells.length > 1 ? cells[1] : "",
                cells.length > 2 ? unescaped(cells[2]).strip() : "",
                cells.length > 3 ? cells[3] : "");
    }

    private static String unescaped(String cell) {
        return cell.replace("\\n", "\n").replace("\\t", "\t");
    }
}
