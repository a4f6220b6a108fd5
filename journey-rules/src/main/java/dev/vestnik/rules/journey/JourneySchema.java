package dev.vestnik.rules.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of journey documents, for editors: the form of a journey, and that of a step by each of its kinds. */
public final class JourneySchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JourneySchema() {}

    /** The schema of documents with steps of these kinds. */
    public static String of(StepKinds kinds) {
        ObjectNode schema = journey();
        ObjectNode definitions = (ObjectNode) schema.required("$defs");
        ArrayNode oneOf = ((ObjectNode) definitions.required("step")).putArray("oneOf");
        for (StepKind<?> kind : kinds.all()) {
            if (definitions.has(kind.type())) {
                throw new IllegalStateException("the schema has a definition called " + kind.type());
            }
            definitions.set(kind.type(), step(kind));
            oneOf.addObject().put("$ref", "#/$defs/" + kind.type());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema);
    }

    private static ObjectNode journey() {
        try (InputStream in = JourneySchema.class.getResourceAsStream("/journey-schema.json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode step(StepKind<?> kind) {
        ObjectNode step = ((ObjectNode) kind.schema()).deepCopy();
        ObjectNode properties = JSON.createObjectNode();
        properties.putObject("type").put("const", kind.type());
        properties.setAll((ObjectNode) step.required("properties"));
        step.set("properties", properties);
        return step.put("additionalProperties", false);
    }
}
