package dev.vestnik.rules.condition;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map as the evaluator sees it. Without this it would walk through all of a map, and so convert all of an event, to read one field.
 */
@SuppressWarnings("Immutable") // The evaluator never changes a value; events and contexts are not changed by anybody.
sealed class Fields extends StructValue<String, Map<String, Object>> permits EventFields, ExtraFields {
    private final Map<String, Object> map;

    Fields(Map<String, Object> map) {
        this.map = map;
    }

    @Override
    public Map<String, Object> value() {
        return map;
    }

    @Override
    public boolean isZeroValue() {
        return map.isEmpty();
    }

    @Override
    public CelType celType() {
        return SimpleType.DYN;
    }

    @Override
    public final Object select(String field) {
        Object value = read(field);
        if (value == null) {
            throw CelAttributeNotFoundException.forMissingMapKey(field);
        }
        return value;
    }

    @Override
    public final Optional<Object> find(String field) {
        return Optional.ofNullable(read(field));
    }

    @Nullable
    Object read(String field) {
        return wrapped(map.get(field));
    }

    @SuppressWarnings("unchecked") // Keys of events, contexts and profiles are names.
    static @Nullable Object wrapped(@Nullable Object value) {
        return value instanceof Map<?, ?> nested ? new Fields((Map<String, Object>) nested) : value;
    }
}
