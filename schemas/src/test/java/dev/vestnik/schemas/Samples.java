package dev.vestnik.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Records with every field filled. */
public final class Samples {
    private Samples() {}

    /** A record of a generated class, every optional field present. */
    public static SpecificRecordBase record(Schema schema) {
        SpecificRecordBase record = (SpecificRecordBase) SpecificData.newInstance(generated(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), field.name()));
        }
        return record;
    }

    /** The value of a topic with this payload. */
    public static SpecificRecordBase withPayload(Schema value, Object payload) {
        SpecificRecordBase record = record(value);
        record.put(value.getField("payload").pos(), payload);
        return record;
    }

    /** The same as maps and lists: Avro's own arrays cannot be compared when an optional time is in their elements. */
    public static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case IndexedRecord record -> {
                Map<String, @Nullable Object> fields = new HashMap<>();
                record.getSchema()
                        .getFields()
                        .forEach(field -> fields.put(field.name(), plain(record.get(field.pos()))));
                yield fields;
            }
            case List<?> list -> list.stream().map(Samples::plain).toList();
            case null, default -> value;
        };
    }

    private static Class<?> generated(Schema schema) {
        try {
            return Class.forName(schema.getFullName());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object value(Schema schema, String name) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM ->
                generated(schema).getEnumConstants()[schema.getEnumSymbols().size() - 1];
            case ARRAY -> List.of(value(schema.getElementType(), name), value(schema.getElementType(), name));
            case MAP -> Map.of("a", value(schema.getValueType(), name), "b", value(schema.getValueType(), name));
            case UNION -> value(schema.getTypes().getLast(), name);
            case STRING -> "value of " + name + " ∞";
            case INT -> logical == null ? (Object) 7 : LocalDate.of(1990, 2, 28);
            case LONG -> logical == null ? (Object) 1_234_567_890_123L : Instant.parse("2026-01-24T11:05:00.123Z");
            case DOUBLE -> 4.5;
            case BOOLEAN -> true;
            case BYTES -> ByteBuffer.wrap(new byte[] {1, 0, -1});
            case FIXED, FLOAT, NULL -> throw new IllegalArgumentException("not used: " + schema);
        };
    }
}
