package dev.vestnik.engine.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event, whose {@code extra} also finds the fields that have become known meanwhile. */
@SuppressWarnings("Immutable") // See Fields.
final class EventFields extends Fields {
    EventFields(Map<String, Object> event) {
        super(event);
    }

    @Override
    @Nullable
    Object read(String field) {
        return field.equals("extra") ? new ExtraFields(value()) : super.read(field);
    }
}
