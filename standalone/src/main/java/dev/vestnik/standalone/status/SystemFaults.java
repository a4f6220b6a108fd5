package dev.vestnik.standalone.status;

import static dev.vestnik.standalone.status.Wrong.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells what is wrong from what the engine and the senders say of themselves; the limits are those of the alerts. */
final class SystemFaults {
    private static final String ENGINE = "engine";
    private static final int MOST_LISTED = 5;
    private static final long ENGINE_BEHIND = 10_000;
    private static final long LANE_BEHIND = 1_000;
    private static final Set<String> FAILED = Set.of("FAILED", "OUTDATED");

    private SystemFaults() {}

    static Wrong missed(PartState part) {
        return new Wrong(
                part.part().label(),
                part.part().label() + " is " + part.state() + " (" + part.at() + ")",
                runbook("service-down"));
    }

    /** @param status the engine's {@code /api/status} */
    static List<Wrong> ofEngine(JsonNode status) {
        List<Wrong> wrong = new ArrayList<>();
        String start = status.path("start").asString("");
        if (FAILED.contains(start)) {
            wrong.add(new Wrong(
                    ENGINE, "the engine has not started (" + start + "); its log says why", runbook("service-down")));
        }
        JsonNode streams = status.path("streams");
        if (!streams.path("stalled").isEmpty()) {
            String tasks = streams.path("stalled").toString();
            wrong.add(new Wrong(ENGINE, "tasks of the engine get nothing done: " + tasks, runbook("task-stalled")));
        }
        streams.path("lag").properties().forEach(topic -> {
            long lag = topic.getValue().asLong();
            if (lag > ENGINE_BEHIND) {
                wrong.add(new Wrong(
                        ENGINE,
                        String.format(Locale.ROOT, "the engine is %,d records of %s behind", lag, topic.getKey()),
                        runbook("engine-behind")));
            }
        });
        for (JsonNode broken : status.path("broken")) {
            wrong.add(new Wrong(
                    ENGINE,
                    "%s cannot be used: %s".formatted(text(broken, "key"), text(broken, "problems")),
                    runbook("definitions-broken")));
        }
        return wrong;
    }

    /** @param stuck the engine's {@code /api/stuck} */
    static List<Wrong> ofStuck(JsonNode stuck) {
        List<Wrong> wrong = new ArrayList<>();
        stuck.path("items")
                .valueStream()
                .limit(MOST_LISTED)
                .forEach(run -> wrong.add(new Wrong(
                        ENGINE,
                        "an instance is stuck: %s of %s: %s"
                                .formatted(text(run, "instance"), text(run, "journey"), text(run, "cause")),
                        runbook("instances-stuck"))));
        int more = stuck.path("items").size() - MOST_LISTED;
        if (more > 0) {
            wrong.add(new Wrong(
                    ENGINE,
                    more + " more instances are stuck, or still others: GET /api/stuck",
                    runbook("instances-stuck")));
        }
        return wrong;
    }

    /** @param lanes a sender's {@code /api/lanes} */
    static List<Wrong> ofLanes(String sender, JsonNode lanes) {
        List<Wrong> wrong = new ArrayList<>();
        for (JsonNode gateway : lanes.path("gateways")) {
            if (text(gateway, "circuit").equals("open")) {
                wrong.add(new Wrong(
                        sender,
                        "gateway %s of %s is not being used, its circuit is open: %s"
                                .formatted(text(gateway, "name"), sender, text(gateway, "detail")),
                        runbook("circuit-open")));
            }
        }
        for (JsonNode lane : lanes.path("lanes")) {
            long lag = lane.path("lag").asLong(0);
            if (lag > LANE_BEHIND && !text(lane, "messageClass").equals("marketing")) {
                wrong.add(new Wrong(
                        sender,
                        String.format(Locale.ROOT, "%,d messages of lane %s wait", lag, text(lane, "lane")),
                        runbook("lane-behind")));
            }
        }
        JsonNode refused = lanes.path("settings").path("refused");
        if (refused.isObject()) {
            wrong.add(new Wrong(
                    sender,
                    "%s goes on with its settings of before: %s".formatted(sender, text(refused, "faults")),
                    runbook("settings-refused")));
        }
        return wrong;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() ? value.asString() : value.isMissingNode() ? "?" : value.toString();
    }
}
