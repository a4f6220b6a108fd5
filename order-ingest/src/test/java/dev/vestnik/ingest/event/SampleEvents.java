package dev.vestnik.ingest.event;

import dev.vestnik.schemas.EventType;
import java.util.Map;
import org.apache.avro.Schema;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events as a shop would send them, made from the schemas: every field is there. */
final class SampleEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Map<String, String> FORMATS = Map.of(
            "id", "id-1",
            "currency", "EUR",
            "url", "https://shop.example/p/1?a=b",
            "phone", "+74956460054",
            "written-phone", "+74956460054",
            "email", "ivan@shop.example",
            "locale", "pt-BR",
            "timezone", "Europe/Moscow");

    private SampleEvents() {}

    static ObjectNode of(EventType type) {
        ObjectNode event = of(type.name(), "{}");
        event.set("data", value(type.payload(), ""));
        return event;
    }

    static ObjectNode of(String type, String data) {
        ObjectNode event = JSON.objectNode();
        event.put("specversion", "1.0")
                .put("id", "e-1")
                .put("source", "/shops/main")
                .put("type", type)
                .put("time", "2026-01-24T11:05:00+03:00")
                .put("subject", "customer-42");
        event.set("data", MAPPER.readTree(data));
        return event;
    }

    private static JsonNode value(Schema schema, String name) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> JSON.stringNode(schema.getEnumSymbols().getFirst());
            case ARRAY ->
                JSON.arrayNode().add(value(schema.getElementType(), name)).add(value(schema.getElementType(), name));
            case MAP ->
                JSON.objectNode()
                        .put("a", 1)
                        .put("b", "text")
                        .put("c", true)
                        .put("d", 1.5)
                        .putNull("e");
            case UNION -> value(schema.getTypes().getLast(), name);
            case INT -> schema.getLogicalType() == null ? JSON.numberNode(3) : JSON.stringNode("1990-02-28");
            case LONG -> schema.getLogicalType() == null ? JSON.numberNode(129900L) : instant(name);
            case DOUBLE -> JSON.numberNode(4.5);
            case BOOLEAN -> JSON.booleanNode(true);
            case STRING ->
                JSON.stringNode(FORMATS.getOrDefault(String.valueOf(schema.getProp("format")), "some " + name));
            case BYTES, FIXED, FLOAT, NULL -> throw new IllegalArgumentException("not used: " + schema);
        };
    }

    private static JsonNode instant(String name) {
        return JSON.stringNode(name.equals("from") ? "2026-01-24T13:00:00Z" : "2026-01-24T15:00:00Z");
    }

    private static ObjectNode record(Schema schema) {
        ObjectNode record = JSON.objectNode();
        schema.getFields().stream()
                .filter(field -> !field.name().equals("extra"))
                .forEach(field -> record.set(field.name(), value(field.schema(), field.name())));
        return record;
    }
}
