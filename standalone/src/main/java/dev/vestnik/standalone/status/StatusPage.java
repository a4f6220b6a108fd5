package dev.vestnik.standalone.status;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Prints a report for a person: what is wrong first, with what helps, then the rest briefly. */
final class StatusPage {
    private final PrintStream out;
    private final Colours colours;

    StatusPage(PrintStream out, Colours colours) {
        this.out = out;
        this.colours = colours;
    }

    void print(SystemReport report) {
        wrong(report);
        out.println();
        for (PartState part : report.parts()) {
            String state = part.isUp()
                    ? colours.good(part.state())
                    : part.isMissed() ? colours.bad(part.state()) : colours.quiet(part.state());
            out.printf("%-11s %5s  %s%n", part.part().label(), part.at(), state);
        }
        if (!report.notAsked().isEmpty()) {
            out.println(colours.quiet("not asked: " + String.join(", ", report.notAsked())
                    + "; VESTNIK_SMS_URL and its like say where they are"));
        }
        JsonNode engine = report.engine();
        if (engine != null) {
            out.println();
            engine(engine);
        }
        report.lanes().forEach(this::lanes);
    }

    private void wrong(SystemReport report) {
        if (report.isWell()) {
            out.println(colours.good(
                    report.notAsked().isEmpty() ? "nothing is wrong" : "nothing is wrong with what was asked"));
            return;
        }
        out.println(colours.bad("wrong"));
        for (Wrong one : report.wrong()) {
            out.println("  " + one.what());
            out.println(colours.quiet("      see " + one.help()));
        }
    }

    private void engine(JsonNode status) {
        JsonNode streams = status.path("streams");
        out.printf(
                "engine      %s, definitions %s, level %s, %d tasks and copies of %d; instances %s%n",
                status.path("start").asString("?"),
                status.path("revision"),
                status.path("featureLevel"),
                streams.path("active").size(),
                streams.path("standby").size(),
                status.path("instances"));
        out.printf(
                "            to read %s; waits %s service, %s marketing; stuck %s; set aside since its start %s%n",
                behind(streams.path("lag")),
                streams.path("pendingService"),
                streams.path("pendingMarketing"),
                streams.path("stuck"),
                streams.path("deadLetters"));
    }

    private static String behind(JsonNode lag) {
        List<String> topics = new ArrayList<>();
        lag.properties().forEach(topic -> {
            if (topic.getValue().asLong() > 0) {
                topics.add(topic.getValue() + " of " + topic.getKey());
            }
        });
        return topics.isEmpty() ? "nothing" : String.join(", ", topics);
    }

    private void lanes(String sender, JsonNode lanes) {
        List<String> words = new ArrayList<>();
        for (JsonNode lane : lanes.path("lanes")) {
            String cause =
                    lane.path("cause").isString() ? ": " + lane.path("cause").asString() : "";
            words.add("%s %s to send, %s on their way%s"
                    .formatted(lane.path("lane").asString("?"), lane.path("lag"), lane.path("inFlight"), cause));
        }
        for (JsonNode gateway : lanes.path("gateways")) {
            words.add("gateway %s %s"
                    .formatted(
                            gateway.path("name").asString("?"),
                            gateway.path("up").asBoolean(false)
                                    ? "up"
                                    : gateway.path("detail").asString("down")));
        }
        out.printf("%-11s %s%n", sender, words.isEmpty() ? "no lanes" : String.join("; ", words));
    }
}
