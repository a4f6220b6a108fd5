package dev.vestnik.rules.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an event's {@code extra}, else its own: an expression outlives the day its field becomes known. */
@SuppressWarnings("Immutable") // See Fields.
final class ExtraFields extends Fields {
    private final Map<String, Object> event;

    ExtraFields(Map<String, Object> event) {
        super(ExtraJson.of(event));
        this.event = event;
    }

    @Override
    @Nullable
    Object read(String field) {
        Object value = super.read(field);
        return value == null && !field.equals("extra") ? wrapped(event.get(field)) : value;
    }

    @Override
    public boolean isZeroValue() {
        return super.isZeroValue() && event.isEmpty();
    }

    @Override
    public Map<String, Object> value() {
        return ExtraJson.withKnown(event);
    }
}
