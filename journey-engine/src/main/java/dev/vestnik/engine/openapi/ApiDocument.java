package dev.vestnik.engine.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Gives bodies their types and examples, which controllers that read their bodies field by field do not tell; and every call its problem
 * document. {@code openapi-bodies.json} has, by method and path: {@code document} (a body that is a document of that schema),
 * {@code schema} of any other body, its {@code example}, or {@code answer} (the answer is a document).
 */
final class ApiDocument implements OpenApiCustomizer {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String CSV = "text/csv";
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode bodies = bodies();

    private static JsonNode bodies() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/openapi-bodies.json")) {
            return Json31.mapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void customise(OpenAPI api) {
        api.getInfo()
                .description(
                        "Journeys, templates, settings, customers and messages of a shop. Errors are RFC 9457 problem details;"
                                + " what is allowed and probably not meant is answered as warnings.");
        api.getComponents().addSchemas("Problem", problem());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    complete(operation, bodies.path(method.name().toUpperCase(Locale.ROOT) + " " + path));
                    operation
                            .getResponses()
                            .addApiResponse(
                                    "default",
                                    new ApiResponse()
                                            .description("A problem: what is wrong and where")
                                            .content(new Content()
                                                    .addMediaType(
                                                            PROBLEM,
                                                            new MediaType()
                                                                    .schema(reference(
                                                                            "#/components/schemas/Problem")))));
                }));
    }

    private static void complete(Operation operation, JsonNode body) {
        JsonNode example = body.get("example");
        if (body.has("document")) {
            Schema<?> schema = document(body.path("document").asText());
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType(JSON, new MediaType().schema(schema).example(example))
                            .addMediaType(YAML, new MediaType().schema(schema))));
        } else if (body.has("schema")) {
            operation.setRequestBody(new RequestBody()
                    .required(body.path("schema").has("required"))
                    .content(new Content()
                            .addMediaType(
                                    JSON,
                                    new MediaType()
                                            .schema(schema(body.path("schema")))
                                            .example(example))));
        } else if (body.has("csv")) {
            operation.setRequestBody(new RequestBody()
                    .required(true)
                    .content(new Content()
                            .addMediaType(
                                    CSV,
                                    new MediaType()
                                            .schema(schema(body.path("csv")))
                                            .example(example.asText()))));
        } else if (body.has("answer")) {
            answer(operation, document(body.path("answer").asText()));
        }
    }

    private static void answer(Operation operation, Schema<?> schema) {
        operation
                .getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse()
                                .description("The document; its revision is the ETag")
                                .content(new Content()
                                        .addMediaType(JSON, new MediaType().schema(schema))
                                        .addMediaType(YAML, new MediaType().schema(schema))));
    }

    private static Schema<?> document(String name) {
        return reference("/api/schema/" + name + ".json");
    }

    private static Schema<?> reference(String to) {
        Schema<Object> schema = new Schema<>();
        schema.set$ref(to);
        return schema;
    }

    private static Schema<?> schema(JsonNode node) {
        try {
            return Json31.mapper().treeToValue(node, Schema.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema<?> problem() {
        return schema(Json31.mapper().createObjectNode().put("type", "object").set("properties", properties()));
    }

    private static JsonNode properties() {
        try {
            return Json31.mapper().readTree("""
                    {"type": {"type": "string", "format": "uri"}, "title": {"type": "string"}, "status": {"type": "integer"},
                     "detail": {"type": "string"},
                     "errors": {"type": "array", "description": "every fault, with its place",
                       "items": {"type": "object", "properties": {"path": {"type": "string"}, "problem": {"type": "string"}}}},
                     "currentRevision": {"type": "integer", "description": "of what has been changed since"},
                     "changes": {"type": "array", "description": "what the author has missed, oldest first",
                       "items": {"type": "object", "properties": {"revision": {"type": "integer"}, "action": {"type": "string"},
                         "author": {"type": "string"}, "at": {"type": "string", "format": "date-time"}}}},
                     "differences": {"type": "array", "description": "where the document differs from the one that the author saw",
                       "items": {"type": "object", "properties": {"path": {"type": "string"}, "from": {}, "to": {}}}},
                     "reason": {"type": "string", "description": "see GET /api/reasons"}}""");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
