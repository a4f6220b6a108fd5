package dev.vestnik.system.watch;

import dev.vestnik.system.watch.Dashboard.Panel;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a dashboard as Grafana reads it: three panels a row, each with its unit, its description and a link to its runbook. Points of
 * traced requests beside the lines of times lead to their traces.
 */
record DashboardJson(String name, Dashboard dashboard) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int COLUMNS = 3;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 8;

    /** Prometheus of docker-compose.yml serves the runbooks there; readers change it at the top of the dashboard. */
    private static final String RUNBOOKS = "http://127.0.0.1:9090/consoles";

    String text() {
        ObjectNode root = JSON.createObjectNode()
                .put("uid", "vestnik-" + name)
                .put("title", "Vestnik: " + dashboard.title())
                .put("description", dashboard.about())
                .put("schemaVersion", 39)
                .put("refresh", "10s");
        root.putArray("tags").add("vestnik");
        root.putObject("time").put("from", dashboard.range()).put("to", "now");
        root.putArray("links")
                .addObject()
                .put("type", "dashboards")
                .put("title", "Vestnik")
                .put("asDropdown", true)
                .put("keepTime", true)
                .putArray("tags")
                .add("vestnik");
        variables(root.putObject("templating").putArray("list"));
        panels(root.putArray("panels"));
        return JSON.writeValueAsString(root) + "\n";
    }

    private void variables(ArrayNode list) {
        list.addObject().put("type", "datasource").put("name", "source").put("query", "prometheus");
        list.addObject()
                .put("type", "textbox")
                .put("name", "runbooks")
                .put("label", "Runbooks")
                .put("query", RUNBOOKS);
        dashboard
                .variables()
                .forEach((variable, query) -> source(list.addObject()
                                .put("type", "query")
                                .put("name", variable)
                                .put("query", query)
                                .put("definition", query)
                                .put("refresh", 2)
                                .put("multi", true)
                                .put("includeAll", true)
                                .put("allValue", ".*"))
                        .putObject("current")
                        .put("text", "All")
                        .put("value", "$__all"));
    }

    private static ObjectNode source(ObjectNode of) {
        of.putObject("datasource").put("type", "prometheus").put("uid", "${source}");
        return of;
    }

    private void panels(ArrayNode list) {
        List<Panel> panels = dashboard.panels();
        for (int i = 0; i < panels.size(); i++) {
            ObjectNode panel = panel(list.addObject().put("id", i + 1), panels.get(i));
            panel.putObject("gridPos")
                    .put("x", i % COLUMNS * WIDTH)
                    .put("y", i / COLUMNS * HEIGHT)
                    .put("w", WIDTH)
                    .put("h", HEIGHT);
        }
    }

    private static ObjectNode panel(ObjectNode json, Panel panel) {
        source(json.put("type", panel.form()).put("title", panel.title()).put("description", panel.about()));
        json.putObject("fieldConfig")
                .putObject("defaults")
                .put("unit", panel.unit())
                .put("min", 0);
        json.putArray("links")
                .addObject()
                .put("title", "Runbook: " + panel.runbook())
                .put("url", "${runbooks}/" + panel.runbook() + ".md")
                .put("targetBlank", true);
        ArrayNode targets = json.putArray("targets");
        for (Map.Entry<String, String> line : panel.show().entrySet()) {
            String letter = String.valueOf((char) ('A' + targets.size()));
            targets.addObject()
                    .put("refId", letter)
                    .put("expr", line.getValue())
                    .put("legendFormat", line.getKey())
                    .put("instant", panel.form().equals("bargauge"))
                    .put("exemplar", line.getValue().contains("_bucket"));
        }
        return json;
    }
}
