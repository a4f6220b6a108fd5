package dev.vestnik.standalone.demo;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Publishes the sample journeys as they are, except that the abandoned cart waits seconds instead of hours. */
final class SampleJourneys {
    /** A journey with its template. */
    private record Sample(String journey, String template) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("abandoned-cart", "cart-reminder"),
            new Sample("order-placed", "order-placed"),
            new Sample("order-shipped", "order-shipped"),
            new Sample("courier-dispatched", "courier-dispatched"),
            new Sample("order-delivered", "order-delivered"));

    private static final YAMLMapper YAML = new YAMLMapper();

    private SampleJourneys() {}

    static void publish(EngineClient engine, String url) throws InterruptedException {
        for (Sample sample : SAMPLES) {
            engine.put(url + "/api/templates/" + sample.template(), read("templates/" + sample.template()));
            engine.put(url + "/api/journeys/" + sample.journey(), hurried(read("journeys/" + sample.journey())));
            engine.post(url + "/api/journeys/" + sample.journey() + "/publish", "{}");
        }
    }

    private static JsonNode hurried(JsonNode journey) {
        for (JsonNode step : journey.path("steps")) {
            hurry(step, "timeout", "PT4S");
            hurry(step, "maxWait", "PT20S");
            hurry(step, "within", "PT2M");
            step.path("channels").forEach(channel -> hurry(channel, "for", "PT4S"));
        }
        return journey;
    }

    private static void hurry(JsonNode node, String field, String duration) {
        if (node instanceof ObjectNode object && object.has(field)) {
            object.put(field, duration);
        }
    }

    private static JsonNode read(String name) {
        try (InputStream in = SampleJourneys.class.getResourceAsStream("/samples/" + name + ".yaml")) {
            if (in == null) {
                throw new CommandFailedException("the sample " + name + " is missing from this build");
            }
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new CommandFailedException("the sample " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
