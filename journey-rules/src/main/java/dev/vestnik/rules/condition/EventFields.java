package dev.vestnik.rules.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event, whose {@code extra} also finds the fields that have become known meanwhile. */
@SuppressWarnings("Immutable") // See Fields.
final class EventFields extends Fields {
    private @Nullable ExtraFields extra;

    EventFields(Map<String, Object> event) {
        super(event);
    }

    @Override
    @Nullable
    Object read(String field) {
        return field.equals("extra") ? extra() : super.read(field);
    }

    /** Read once: a loop asks for it in each turn. */
    private ExtraFields extra() {
        ExtraFields known = extra;
        if (known == null) {
            known = new ExtraFields(value());
            extra = known;
        }
        return known;
    }
}
