package dev.vestnik.ingest.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Set;

/** JSON Schema (as in OpenAPI 3.1) from Avro; named records become components. */
final class JsonSchemas {
    private final Components components;

    JsonSchemas(Components components) {
        this.components = components;
    }

    static Schema<Object> of(String type) {
        Schema<Object> schema = new Schema<>();
        schema.setTypes(Set.of(type));
        return schema;
    }

    static Schema<Object> reference(String name) {
        Schema<Object> schema = new Schema<>();
        schema.set$ref("#/components/schemas/" + name);
        return schema;
    }

    Schema<?> of(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case RECORD -> record(avro);
            case ARRAY -> of("array").items(of(avro.getElementType()));
            case MAP -> of("object").additionalProperties(new Schema<>());
            case ENUM -> enumeration(avro);
            case UNION -> of(avro.getTypes().getLast());
            case INT ->
                avro.getLogicalType() == null
                        ? of("integer").format("int32")
                        : of("string").format("date");
            case LONG ->
                avro.getLogicalType() == null
                        ? of("integer").format("int64")
                        : of("string").format("date-time");
            case DOUBLE, FLOAT -> of("number");
            case BOOLEAN -> of("boolean");
            case STRING, BYTES, FIXED, NULL -> of("string").format(avro.getProp("format"));
        };
    }

    private Schema<?> record(org.apache.avro.Schema avro) {
        if (components.getSchemas() == null || !components.getSchemas().containsKey(avro.getName())) {
            Schema<Object> schema = of("object");
            schema.setDescription(avro.getDoc());
            components.addSchemas(avro.getName(), schema);
            avro.getFields().stream()
                    .filter(field -> !field.name().equals("extra"))
                    .forEach(field -> schema.addProperty(field.name(), of(field.schema())));
            schema.setRequired(required(avro));
        }
        return reference(avro.getName());
    }

    private static List<String> required(org.apache.avro.Schema avro) {
        return avro.getFields().stream()
                .filter(field -> !field.schema().isNullable())
                .map(org.apache.avro.Schema.Field::name)
                .toList();
    }

    private static Schema<?> enumeration(org.apache.avro.Schema avro) {
        Schema<Object> schema = of("string");
        schema.setEnum(List.copyOf(avro.getEnumSymbols()));
        return schema;
    }
}
