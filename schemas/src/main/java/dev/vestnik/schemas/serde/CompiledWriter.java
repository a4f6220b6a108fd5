package dev.vestnik.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the generated classes as {@link org.apache.avro.specific.SpecificDatumWriter} does, but looks at the schema once and
 * not for each value, as Avro's fast reader does in reading. Knows the types that the catalogue's schemas use.
 */
final class CompiledWriter implements DatumWriter<IndexedRecord> {
    private final Map<Schema, RecordWriter> records = new IdentityHashMap<>();
    private Writer root;

    private interface Writer {
        void write(@Nullable Object value, Encoder out) throws IOException;
    }

    /** @throws IllegalArgumentException for a type that it does not know */
    CompiledWriter(Schema schema) {
        root = writer(schema);
    }

    @Override
    public void setSchema(Schema schema) {
        root = writer(schema);
    }

    @Override
    public void write(IndexedRecord record, Encoder out) throws IOException {
        root.write(record, out);
    }

    private Writer writer(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> union(schema);
            case ARRAY -> array(writer(schema.getElementType()));
            case MAP -> map(writer(schema.getValueType()));
            case ENUM ->
                (value, out) ->
                        out.writeEnum(schema.getEnumOrdinal(present(value).toString()));
            case STRING -> (value, out) -> out.writeString(((CharSequence) present(value)).toString());
            case INT ->
                schema.getLogicalType() instanceof LogicalTypes.Date
                        ? (value, out) -> out.writeInt(day(present(value)))
                        : (value, out) -> out.writeInt((Integer) present(value));
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? (value, out) -> out.writeLong(millis(present(value)))
                        : (value, out) -> out.writeLong((Long) present(value));
            case DOUBLE -> (value, out) -> out.writeDouble((Double) present(value));
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value));
            case NULL -> (value, out) -> out.writeNull();
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) present(value));
            case FLOAT, FIXED -> throw new IllegalArgumentException("the catalogue has no " + schema.getType());
        };
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new AvroTypeException("is missing");
        }
        return value;
    }

    private static int day(Object value) {
        return value instanceof LocalDate date ? Math.toIntExact(date.toEpochDay()) : (Integer) value;
    }

    private static long millis(Object value) {
        return value instanceof Instant instant ? instant.toEpochMilli() : (Long) value;
    }

    private Writer record(Schema schema) {
        RecordWriter known = records.get(schema);
        if (known != null) {
            return known;
        }
        RecordWriter fresh = new RecordWriter(schema);
        records.put(schema, fresh);
        for (Schema.Field field : schema.getFields()) {
            fresh.fields[field.pos()] = writer(field.schema());
        }
        return fresh;
    }

    private Writer union(Schema schema) {
        List<Writer> branches = schema.getTypes().stream().map(this::writer).toList();
        Integer nothing = schema.getIndexNamed("null");
        if (nothing != null && branches.size() == 2) {
            return optional(nothing, branches.get(1 - nothing));
        }
        return (value, out) -> {
            int branch = GeneratedClasses.INSTANCE.resolveUnion(schema, value);
            out.writeIndex(branch);
            branches.get(branch).write(value, out);
        };
    }

    private static Writer optional(int nothing, Writer present) {
        return (value, out) -> {
            out.writeIndex(value == null ? nothing : 1 - nothing);
            if (value != null) {
                present.write(value, out);
            }
        };
    }

    private static Writer array(Writer element) {
        return (value, out) -> {
            Collection<?> elements = (Collection<?>) present(value);
            out.writeArrayStart();
            out.setItemCount(elements.size());
            for (Object one : elements) {
                out.startItem();
                element.write(one, out);
            }
            out.writeArrayEnd();
        };
    }

    private static Writer map(Writer element) {
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) present(value);
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                out.startItem();
                out.writeString(present(entry.getKey()).toString());
                element.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        };
    }

    private static final class RecordWriter implements Writer {
        private final Schema schema;
        private final Writer[] fields;

        RecordWriter(Schema schema) {
            this.schema = schema;
            this.fields = new Writer[schema.getFields().size()];
        }

        @Override
        public void write(@Nullable Object value, Encoder out) throws IOException {
            IndexedRecord record = (IndexedRecord) present(value);
            for (int i = 0; i < fields.length; i++) {
                try {
                    fields[i].write(record.get(i), out);
                } catch (AvroTypeException | ClassCastException e) {
                    throw named(i, e);
                }
            }
        }

        /** The failure with the path to the value that does not fit. */
        private AvroTypeException named(int field, RuntimeException cause) {
            String name = schema.getFields().get(field).name();
            String problem =
                    cause instanceof ClassCastException ? "is of another type" : String.valueOf(cause.getMessage());
            String separator = problem.startsWith("is ") ? " " : ".";
            return new AvroTypeException(name + separator + problem, cause);
        }
    }
}
