package dev.vestnik.schemas.serde;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Finds the generated class of a schema in the catalogue instead of by loading whatever class a writer's schema names. Avro's own
 * way asks a JVM-wide list of trusted packages, which an application in the same process would have to share.
 */
final class GeneratedClasses extends SpecificData {
    static final GeneratedClasses INSTANCE = new GeneratedClasses();

    private final Map<String, Class<?>> classes = new HashMap<>();

    private GeneratedClasses() {
        super(GeneratedClasses.class.getClassLoader());
        setCustomCoders(true);
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        addLogicalTypeConversion(new TimeConversions.DateConversion());
        for (Topic topic : Topics.all()) {
            if (topic.value() != null) {
                add(topic.value());
            }
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // the overridden method's type
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }

    /**
     * Goes by what is there at once: of null and something else, or by the name where the value says it; Avro's own way tries conversions
     * and a dozen kinds first. A value that is of no kind of the union is refused when it is written.
     */
    @Override
    public int resolveUnion(Schema union, @Nullable Object value) {
        List<Schema> types = union.getTypes();
        if (types.size() == 2 && types.getFirst().getType() == Schema.Type.NULL) {
            return value == null ? 0 : 1;
        }
        String name = switch (value) {
            case null -> "null";
            case String _ -> "string";
            case Long _ -> "long";
            case IndexedRecord record -> record.getSchema().getFullName();
            default -> null;
        };
        Integer index = name == null ? null : union.getIndexNamed(name);
        return index == null ? super.resolveUnion(union, value) : index;
    }

    private void add(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (classes.putIfAbsent(schema.getFullName(), load(schema)) == null) {
                    schema.getFields().forEach(field -> add(field.schema()));
                }
            }
            case ENUM, FIXED -> classes.put(schema.getFullName(), load(schema));
            case ARRAY -> add(schema.getElementType());
            case MAP -> add(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::add);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static Class<?> load(Schema schema) {
        try {
            return Class.forName(schema.getFullName(), true, GeneratedClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no generated class for " + schema.getFullName(), e);
        }
    }
}
