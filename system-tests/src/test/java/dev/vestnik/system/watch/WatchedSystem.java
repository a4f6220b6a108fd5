package dev.vestnik.system.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A running system under the eyes of a real Prometheus, which is asked everything that the dashboards and rules ask. */
public final class WatchedSystem implements AutoCloseable {
    private static final Pattern METRIC = Pattern.compile("\\b(?:vestnik|kafka|jvm)_\\w+");
    private static final Map<String, String> CHOSEN =
            Map.of("$__rate_interval", "1m", "$__range", "5m", "$journey", ".*", "$gateway", ".*");

    private final Prometheus prometheus;

    /** @param services where they listen, as {@code host:port} */
    public WatchedSystem(Path directory, List<String> services) throws IOException {
        this.prometheus = new Prometheus(directory, services);
    }

    /** Whether Prometheus is installed here. */
    public static boolean isPossible() {
        return Prometheus.isInstalled();
    }

    /** Everything that is missing or wrong now. */
    public List<String> complaints() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (JsonNode service : prometheus.data("/api/v1/targets").path("activeTargets")) {
            if (!service.path("health").asString("").equals("up")) {
                complaints.add("not up: " + service.path("scrapeUrl") + " " + service.path("lastError"));
            }
        }
        for (Dashboard dashboard : Dashboard.all()) {
            dashboard.panels().forEach(panel -> panel(dashboard, panel, complaints));
        }
        rules(complaints);
        runbooks(complaints);
        page(complaints);
        return complaints;
    }

    private void panel(Dashboard dashboard, Dashboard.Panel panel, List<String> complaints) {
        panel.show().forEach((legend, expression) -> {
            String asked = expression;
            for (Map.Entry<String, String> chosen : CHOSEN.entrySet()) {
                asked = asked.replace(chosen.getKey(), chosen.getValue());
            }
            if (prometheus.query(asked).isEmpty() && panel.quiet() == null) {
                complaints.add("no data: %s, %s, %s: %s".formatted(dashboard.title(), panel.title(), legend, asked));
            }
        });
    }

    private void rules(List<String> complaints) throws IOException {
        AlertRules rules = AlertRules.read();
        for (JsonNode group : prometheus.data("/api/v1/rules").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (!rule.path("health").asString("").equals("ok")) {
                    complaints.add("not evaluated: " + rule.path("name") + " " + rule.path("lastError"));
                }
            }
        }
        for (String recorded : rules.recorded()) {
            if (prometheus.query(recorded).isEmpty()) {
                complaints.add("not recorded: " + recorded);
            }
        }
        MetricsPage page = MetricsPage.read();
        rules.alerts().stream()
                .flatMap(alert ->
                        METRIC.matcher(alert.path("expr").asString()).results().map(MatchResult::group))
                .map(name -> name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds"))
                .distinct()
                .filter(name ->
                        !page.rows().containsKey(name) && prometheus.query(name).isEmpty())
                .forEach(name -> complaints.add("an alert asks for what nobody exports: " + name));
    }

    private void runbooks(List<String> complaints) throws IOException {
        for (JsonNode alert : AlertRules.read().alerts()) {
            String served = prometheus.get("/consoles/" + AlertRules.runbook(alert) + ".md");
            if (!served.startsWith("# " + alert.path("alert").asString())) {
                complaints.add("not served: the runbook of " + alert.path("alert"));
            }
        }
    }

    /** Compares what is exported with the page of metrics. */
    private void page(List<String> complaints) throws IOException {
        JsonNode exported = prometheus.data("/api/v1/metadata");
        MetricsPage page = MetricsPage.read();
        for (MetricsPage.Row row : page.rows().values()) {
            JsonNode said = exported.has(row.name()) ? exported.path(row.name()) : exported.path(row.family());
            for (JsonNode one : said) {
                if (!one.path("type").asString().equals(row.kind())
                        || !one.path("help").asString().equals(row.help())) {
                    complaints.add("docs/metrics.md is wrong: " + row + " is " + one);
                }
            }
            if (said.isEmpty() && row.begins().equals("start")) {
                complaints.add("not there from the start: " + row.name());
            }
        }
        exported.propertyNames().stream()
                .filter(name -> name.startsWith("vestnik_")
                        && !name.endsWith("_max")
                        && !name.startsWith("vestnik_kafka_write")
                        && page.rows().values().stream()
                                .noneMatch(row ->
                                        row.name().equals(name) || row.family().equals(name)))
                .forEach(name -> complaints.add("not in docs/metrics.md: " + name));
    }

    @Override
    public void close() throws InterruptedException {
        prometheus.close();
    }
}
