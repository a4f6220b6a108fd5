package dev.vestnik.engine.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Samples;
import dev.vestnik.schemas.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules' {@code events.json} is the contract's schemas in the words of the rules. {@code -Dvestnik.write=true} writes it anew, after an
 * event or a field was added to the schemas.
 */
class EventCatalogueTest {
    private static final Path FILE = Path.of("../journey-rules/src/main/resources/events.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Map<String, String>> records = new TreeMap<>();

    @Test
    void theRulesKnowEveryEventAndFieldOfTheContract() throws IOException {
        Map<String, Map<String, String>> events = new TreeMap<>();
        EventType.all().forEach(type -> events.put(type.name(), event(type)));
        Map<String, Object> catalogue = new TreeMap<>(Map.of("events", events, "records", records));
        String expected = JSON.writeValueAsString(catalogue) + "\n";
        if (Boolean.getBoolean("vestnik.write")) {
            Files.writeString(FILE, expected);
        } else {
            assertThat(ofTheRules()).isEqualToNormalizingNewlines(expected);
        }
    }

    private static String ofTheRules() throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream("/events.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** An event's data can hold anything in {@code extra}. */
    private Map<String, String> event(EventType type) {
        record(type.payload()).put("extra", "any");
        return new TreeMap<>(
                Map.of("topic", type.topic(), "data", type.payload().getName()));
    }

    private Map<String, String> record(Schema schema) {
        Map<String, String> known = records.get(schema.getName());
        if (known != null) {
            return known;
        }
        Map<String, String> fields = new TreeMap<>();
        records.put(schema.getName(), fields);
        schema.getFields()
                .forEach(field ->
                        fields.put(field.name(), type(field.schema()) + (isOptional(field.schema()) ? "?" : "")));
        return fields;
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                record(schema);
                yield schema.getName();
            }
            case ARRAY -> "list(" + type(schema.getElementType()) + ")";
            case MAP -> "map(" + type(schema.getValueType()) + ")";
            case UNION -> union(schema);
            case STRING, ENUM -> "string";
            case BOOLEAN -> "bool";
            case FLOAT, DOUBLE -> "double";
            case INT, LONG -> number(schema);
            case BYTES, FIXED, NULL -> "any";
        };
    }

    private static boolean isOptional(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                && schema.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.NULL);
    }

    /** A date is its ISO text. */
    private static String number(Schema schema) {
        if (schema.getLogicalType() == null) {
            return "int";
        }
        return schema.getLogicalType().getName().equals("date") ? "string" : "timestamp";
    }

    /** An optional field has the type of its value. */
    private String union(Schema schema) {
        List<Schema> values = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return values.size() == 1 ? type(values.getFirst()) : "any";
    }
}
