package dev.vestnik.standalone.status;

import dev.vestnik.standalone.installation.Ports;
import dev.vestnik.standalone.installation.Ports.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./vestnik status}: prints running parts, lag, pending timers, open circuits, and the faults among them. */
public final class Status {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UP = "up";
    private static final String DOWN = "down";
    private static final int MOST_LISTED = 20;

    private final PrintStream out;
    private final Ports ports;
    private final @Nullable String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Set<String> notTold = new TreeSet<>();
    private boolean refused;

    /** @param key the API key; null when none is known, and the engine then does not tell its timers */
    public Status(PrintStream out, Ports ports, @Nullable String key) {
        this.out = out;
        this.ports = ports;
        this.key = key;
    }

    /** Prints the status and at the end the faults; false when there is one. */
    public boolean run() {
        List<String> wrong = new ArrayList<>();
        boolean sandbox = get(ports.url(Part.SANDBOX) + "/ports").isPresent();
        out.println("part        port   state");
        for (Part part : Part.values()) {
            String state = state(part);
            out.printf("%-11s %5d  %s%n", part.label(), ports.of(part), state);
            if (!state.equals(UP) && required(part, sandbox)) {
                wrong.add(part.label() + " is " + state);
            }
        }
        engine(wrong);
        for (Part sender : new Part[] {Part.SMS, Part.EMAIL, Part.PUSH}) {
            lanes(sender, wrong);
        }
        notTold.forEach(one -> wrong.add("not told: " + one));
        if (!wrong.isEmpty()) {
            out.println();
            out.println("wrong");
            wrong.forEach(one -> out.println("  " + one));
        }
        return wrong.isEmpty();
    }

    private static boolean required(Part part, boolean sandbox) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, REGISTRY, KAFKA -> true;
            case SANDBOX, SMPP, SMTP, APNS -> sandbox;
            case CONTROLLER -> false;
        };
    }

    private String state(Part part) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, SANDBOX ->
                health(ports.url(part) + "/actuator/health/readiness")
                        .map(health -> health.path("status").asString().equals("UP") ? UP : "not ready: " + health)
                        .orElse(DOWN);
            case REGISTRY -> registry();
            case SMPP, SMTP, APNS -> upIf(sandboxOffers(part));
            case KAFKA, CONTROLLER -> upIf(listens(ports.of(part)));
        };
    }

    private static String upIf(boolean up) {
        return up ? UP : DOWN;
    }

    /** Asks the services for the registry's state, since they know why it does not answer. */
    private String registry() {
        if (get(ports.url(Part.REGISTRY) + "/apis/ccompat/v7/subjects").isPresent()) {
            return UP;
        }
        return health(ports.url(Part.INGEST) + "/actuator/health")
                .map(health -> health.path("components").path("registry").path("details"))
                .filter(details -> details.path("problem").isString())
                .map(details -> "%s: %s (%d restarts so far)"
                        .formatted(
                                DOWN,
                                details.path("problem").asString(),
                                details.path("restarts").asInt(0)))
                .orElse(DOWN);
    }

    /** Asks the sandbox whether it offers a port: a bare connection to it would be a fault in its log. */
    private boolean sandboxOffers(Part part) {
        return get(ports.url(Part.SANDBOX) + "/ports")
                .map(offered -> offered.path(part.label()).asInt(0) == ports.of(part))
                .orElse(false);
    }

    private void engine(List<String> wrong) {
        told(ports.url(Part.ENGINE) + "/api/status").ifPresent(status -> {
            out.println();
            out.println("engine");
            fields(status, "  ");
            for (JsonNode broken : status.path("broken")) {
                wrong.add("a definition is broken: " + broken);
            }
        });
        told(ports.url(Part.ENGINE) + "/api/stuck").ifPresent(stuck -> {
            stuck.path("items")
                    .valueStream()
                    .limit(MOST_LISTED)
                    .forEach(instance -> wrong.add("an instance is stuck: " + instance));
            stuck.path("silent")
                    .forEach(engine -> notTold.add("which instances of the engine " + text(engine) + " are stuck"));
        });
        if (refused && key != null) {
            wrong.add("the engine does not take this key: VESTNIK_API_KEY, else DIR/api-key of --data DIR");
        }
    }

    private void fields(JsonNode object, String indent) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            out.printf("%s%-22s %s%n", indent, field.getKey(), value.isObject() ? "" : text(value));
            fields(value, indent + "  ");
        }
    }

    private void lanes(Part sender, List<String> wrong) {
        told(ports.url(sender) + "/api/lanes").ifPresent(lanes -> {
            out.println();
            out.println(sender.label() + " lanes");
            for (JsonNode lane : lanes.isArray() ? lanes : lanes.path("lanes")) {
                StringBuilder line = new StringBuilder("  ");
                lane.properties()
                        .forEach(field -> line.append(field.getKey())
                                .append('=')
                                .append(text(field.getValue()))
                                .append("  "));
                out.println(line);
            }
            for (JsonNode gateway : lanes.path("gateways")) {
                if (gateway.path("circuit").asString("").equals("open")) {
                    wrong.add("gateway %s of %s is not being used, its circuit is open: %s"
                            .formatted(
                                    gateway.path("name").asString(),
                                    sender.label(),
                                    gateway.path("detail").asString("")));
                }
            }
        });
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads an answer; notes a fault, and is empty, when the part answers with something else. */
    private Optional<JsonNode> told(String url) {
        Optional<HttpResponse<String>> answer = ask(url);
        Optional<JsonNode> page = answer.flatMap(known -> page(known, 200));
        answer.filter(known -> page.isEmpty() && !isRefusal(known))
                .ifPresent(known -> notTold.add(url + ", which answered " + known.statusCode()));
        return page;
    }

    private Optional<JsonNode> get(String url) {
        return ask(url).flatMap(answer -> page(answer, 200));
    }

    /** Reads a health page, which answers 503 when a component is not up. */
    private Optional<JsonNode> health(String url) {
        return ask(url).flatMap(answer -> page(answer, 200, 503));
    }

    private Optional<HttpResponse<String>> ask(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<JsonNode> page(HttpResponse<String> answer, Integer... good) {
        refused |= isRefusal(answer);
        if (!List.of(good).contains(answer.statusCode())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(answer.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isRefusal(HttpResponse<String> answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403;
    }
}
