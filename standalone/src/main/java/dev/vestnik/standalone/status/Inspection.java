package dev.vestnik.standalone.status;

import dev.vestnik.standalone.installation.Ports;
import dev.vestnik.standalone.installation.Ports.Part;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Asks every part of the system how it is. */
final class Inspection {
    private static final List<Part> SENDERS = List.of(Part.SMS, Part.EMAIL, Part.PUSH);

    private final Ports ports;
    private final StatusQuestions questions;

    Inspection(Ports ports, StatusQuestions questions) {
        this.ports = ports;
        this.questions = questions;
    }

    SystemReport report() {
        List<Wrong> wrong = new ArrayList<>();
        List<PartState> parts = parts();
        parts.stream().filter(PartState::isMissed).map(SystemFaults::missed).forEach(wrong::add);
        Optional<JsonNode> engine =
                ports.isAsked(Part.ENGINE) ? questions.told(ports.url(Part.ENGINE) + "/api/status") : Optional.empty();
        engine.map(SystemFaults::ofEngine).ifPresent(wrong::addAll);
        if (ports.isAsked(Part.ENGINE)) {
            stuck(wrong);
        }
        Map<String, JsonNode> lanes = lanes();
        lanes.forEach((sender, told) -> wrong.addAll(SystemFaults.ofLanes(sender, told)));
        unanswered(wrong);
        return new SystemReport(parts, wrong, engine.orElse(null), lanes, notAsked());
    }

    private List<PartState> parts() {
        boolean sandbox = ports.isAsked(Part.SANDBOX)
                && questions.get(ports.url(Part.SANDBOX) + "/ports").isPresent();
        return Arrays.stream(Part.values())
                .filter(ports::isAsked)
                .map(part -> new PartState(part, ports.place(part), state(part), required(part, sandbox)))
                .toList();
    }

    private List<String> notAsked() {
        return Arrays.stream(Part.values())
                .filter(part -> !ports.isAsked(part) && required(part, false))
                .map(Part::label)
                .toList();
    }

    private static boolean required(Part part, boolean sandbox) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, PAGES, REGISTRY, KAFKA -> true;
            case SANDBOX, SMPP, SMTP, APNS -> sandbox;
            case CONTROLLER -> false;
        };
    }

    private String state(Part part) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, PAGES, SANDBOX ->
                questions
                        .health(ports.url(part) + "/actuator/health/readiness")
                        .map(health ->
                                health.path("status").asString().equals("UP") ? PartState.UP : "not ready: " + health)
                        .orElse(PartState.DOWN);
            case REGISTRY -> registry();
            case SMPP, SMTP, APNS -> upIf(sandboxOffers(part));
            case KAFKA, CONTROLLER -> upIf(listens(ports.of(part)));
        };
    }

    private static String upIf(boolean up) {
        return up ? PartState.UP : PartState.DOWN;
    }

    /** Asks the services for the registry's state, since they know why it does not answer. */
    private String registry() {
        if (questions
                .get(ports.url(Part.REGISTRY) + "/apis/ccompat/v7/subjects")
                .isPresent()) {
            return PartState.UP;
        }
        return questions
                .health(ports.url(Part.INGEST) + "/actuator/health")
                .map(health -> health.path("components").path("registry").path("details"))
                .filter(details -> details.path("problem").isString())
                .map(details -> "%s: %s (%d restarts so far)"
                        .formatted(
                                PartState.DOWN,
                                details.path("problem").asString(),
                                details.path("restarts").asInt(0)))
                .orElse(PartState.DOWN);
    }

    /** Asks the sandbox whether it offers a port: a bare connection to it would be a fault in its log. */
    private boolean sandboxOffers(Part part) {
        return questions
                .get(ports.url(Part.SANDBOX) + "/ports")
                .map(offered -> offered.path(part.label()).asInt(0) == ports.of(part))
                .orElse(false);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void stuck(List<Wrong> wrong) {
        questions.told(ports.url(Part.ENGINE) + "/api/stuck").ifPresent(stuck -> {
            wrong.addAll(SystemFaults.ofStuck(stuck));
            stuck.path("silent")
                    .forEach(engine -> questions
                            .notTold()
                            .add("which instances of the engine " + engine.asString() + " are stuck"));
        });
    }

    private Map<String, JsonNode> lanes() {
        Map<String, JsonNode> lanes = new TreeMap<>();
        SENDERS.stream()
                .filter(ports::isAsked)
                .forEach(sender -> questions
                        .told(ports.url(sender) + "/api/lanes")
                        .ifPresent(told -> lanes.put(sender.label(), told)));
        return lanes;
    }

    private void unanswered(List<Wrong> wrong) {
        questions
                .notTold()
                .forEach(one -> wrong.add(new Wrong("status", "not told: " + one, Wrong.runbook("service-down"))));
        if (questions.isKeyRefused()) {
            wrong.add(new Wrong(
                    "engine",
                    "the engine does not take this key",
                    "VESTNIK_API_KEY, else DIR/api-key of --data DIR; ./vestnik keys lists those that there are"));
        }
    }
}
