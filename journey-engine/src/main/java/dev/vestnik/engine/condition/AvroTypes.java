package dev.vestnik.engine.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Avro schemas as types of the expression language. An optional field has the type of its value: {@code has()} asks whether it is there. */
final class AvroTypes {
    static final String PREFIX = "vestnik.";

    private final Map<String, StructType> structs = new LinkedHashMap<>();

    /** The type of an event's data; its {@code extra} can hold anything. */
    StructType event(Schema payload) {
        Map<String, CelType> fields = fields(payload);
        fields.put("extra", SimpleType.DYN);
        return struct(payload, fields);
    }

    /** Every record met so far, by name. */
    Map<String, StructType> structs() {
        return structs;
    }

    private StructType record(Schema schema) {
        StructType known = structs.get(PREFIX + schema.getName());
        return known == null ? struct(schema, fields(schema)) : known;
    }

    private StructType struct(Schema schema, Map<String, CelType> fields) {
        StructType struct = EventShapes.structType(PREFIX + schema.getName(), fields);
        structs.put(struct.name(), struct);
        return struct;
    }

    private Map<String, CelType> fields(Schema schema) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        schema.getFields().forEach(field -> fields.put(field.name(), type(field.schema())));
        return fields;
    }

    private CelType type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ARRAY -> ListType.create(type(schema.getElementType()));
            case MAP -> MapType.create(SimpleType.STRING, type(schema.getValueType()));
            case UNION -> union(schema);
            case STRING, ENUM -> SimpleType.STRING;
            case BOOLEAN -> SimpleType.BOOL;
            case FLOAT, DOUBLE -> SimpleType.DOUBLE;
            case INT, LONG -> number(schema);
            case BYTES, FIXED, NULL -> SimpleType.DYN;
        };
    }

    /** A date is its ISO text. */
    private static CelType number(Schema schema) {
        if (schema.getLogicalType() == null) {
            return SimpleType.INT;
        }
        return schema.getLogicalType().getName().equals("date") ? SimpleType.STRING : SimpleType.TIMESTAMP;
    }

    private CelType union(Schema schema) {
        List<Schema> values = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return values.size() == 1 ? type(values.getFirst()) : SimpleType.DYN;
    }
}
