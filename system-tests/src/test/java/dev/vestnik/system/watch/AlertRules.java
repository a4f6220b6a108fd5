package dev.vestnik.system.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules in {@code deploy/prometheus/rules.yml}, those that record included. */
record AlertRules(List<JsonNode> rules) {
    static final Path DIRECTORY = Path.of("../deploy/prometheus");
    static final Path RUNBOOKS = Path.of("../docs/runbooks");

    static AlertRules read() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        JsonNode file = new YAMLMapper().readTree(Files.readString(DIRECTORY.resolve("rules.yml")));
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return new AlertRules(rules);
    }

    List<JsonNode> alerts() {
        return rules.stream().filter(rule -> rule.has("alert")).toList();
    }

    /** The names of the series that are recorded. */
    List<String> recorded() {
        return rules.stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asString())
                .toList();
    }

    /** The runbook's name that belongs to an alert: {@code events-slow} to {@code VestnikEventsSlow}. */
    static String runbook(JsonNode alert) {
        return alert.path("alert")
                .asString()
                .substring("Vestnik".length())
                .replaceAll("(?<!^)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }
}
