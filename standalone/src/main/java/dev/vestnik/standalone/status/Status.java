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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./vestnik status}: what runs, lag, pending timers, open circuits. */
public final class Status {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;
    private final Ports ports;
    private final @Nullable String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param key null where none is known: the engine then tells nothing of its timers */
    public Status(PrintStream out, Ports ports, @Nullable String key) {
        this.out = out;
        this.ports = ports;
        this.key = key;
    }

    /** Prints it; false when something that should run does not. */
    public boolean run() {
        boolean well = true;
        out.println("part        port   state");
        for (Part part : Part.values()) {
            String state = state(part);
            out.printf("%-11s %5d  %s%n", part.label(), ports.of(part), state);
            well &= state.startsWith("up") || !required(part);
        }
        engine();
        for (Part sender : new Part[] {Part.SMS, Part.EMAIL, Part.PUSH}) {
            lanes(sender);
        }
        return well;
    }

    private static boolean required(Part part) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, REGISTRY, KAFKA -> true;
            case SANDBOX, CONTROLLER, SMPP, SMTP, APNS -> false;
        };
    }

    private String state(Part part) {
        return switch (part) {
            case INGEST, ENGINE, SMS, EMAIL, PUSH, SANDBOX ->
                get(ports.url(part) + "/actuator/health/readiness")
                        .map(health -> health.path("status").asString().equals("UP") ? "up" : "not ready: " + health)
                        .orElse("down");
            case REGISTRY ->
                upIf(get(ports.url(part) + "/apis/ccompat/v7/subjects").isPresent());
            case SMPP, SMTP, APNS -> upIf(sandboxOffers(part));
            case KAFKA, CONTROLLER -> upIf(listens(ports.of(part)));
        };
    }

    private static String upIf(boolean up) {
        return up ? "up" : "down";
    }

    /** As the sandbox says: who connects to these and says nothing is a fault in its log. */
    private boolean sandboxOffers(Part part) {
        return get(ports.url(Part.SANDBOX) + "/ports")
                .map(offered -> offered.path(part.label()).asInt(0) == ports.of(part))
                .orElse(false);
    }

    private void engine() {
        get(ports.url(Part.ENGINE) + "/api/status").ifPresent(status -> {
            out.println();
            out.println("engine");
            fields(status, "  ");
        });
    }

    private void fields(JsonNode object, String indent) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            out.printf("%s%-22s %s%n", indent, field.getKey(), value.isObject() ? "" : text(value));
            fields(value, indent + "  ");
        }
    }

    private void lanes(Part sender) {
        get(ports.url(sender) + "/api/lanes").ifPresent(lanes -> {
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

    private Optional<JsonNode> get(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .header("Authorization", key == null ? "none" : "Bearer " + key)
                    .build();
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return Optional.of(JSON.readTree(body));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
