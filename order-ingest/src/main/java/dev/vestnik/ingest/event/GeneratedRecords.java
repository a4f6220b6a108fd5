package dev.vestnik.ingest.event;

import dev.vestnik.schemas.EventType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** Makes the generated classes' records and enum constants from their schemas. */
final class GeneratedRecords {
    private final Map<String, MethodHandle> constructors = new HashMap<>();
    private final Map<String, Map<String, Object>> symbols = new HashMap<>();

    GeneratedRecords() {
        EventType.all().forEach(type -> add(type.payload()));
    }

    /** An empty record of the schema's class. */
    SpecificRecordBase create(Schema schema) {
        try {
            return (SpecificRecordBase) Objects.requireNonNull(constructors.get(schema.getFullName()))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a " + schema.getFullName(), e);
        }
    }

    /** The enum constant with this name, which must exist. */
    Object symbol(Schema schema, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(symbols.get(schema.getFullName())).get(name));
    }

    private void add(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (constructors.putIfAbsent(schema.getFullName(), constructor(schema)) == null) {
                    schema.getFields().forEach(field -> add(field.schema()));
                }
            }
            case ENUM -> symbols.put(schema.getFullName(), constants(schema));
            case ARRAY -> add(schema.getElementType());
            case MAP -> add(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::add);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL, FIXED -> {}
        }
    }

    private static MethodHandle constructor(Schema schema) {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(generated(schema), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> constants(Schema schema) {
        Map<String, Object> constants = new HashMap<>();
        Object[] all = Objects.requireNonNull(generated(schema).getEnumConstants());
        Arrays.stream(all).forEach(constant -> constants.put(constant.toString(), constant));
        return constants;
    }

    private static Class<?> generated(Schema schema) {
        try {
            return Class.forName(schema.getFullName(), true, EventType.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no generated class for " + schema.getFullName(), e);
        }
    }
}
