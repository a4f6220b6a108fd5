package dev.vestnik.rules.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event that Vestnik itself makes of what its messages meet.
 *
 * @param type its CloudEvents type
 * @param fields of its data
 */
record DerivedEvent(String type, Map<String, CelType> fields) {
    private static final List<String> MESSAGE_FIELDS =
            List.of("messageId", "channel", "journey", "step", "template", "code");
    private static final List<DerivedEvent> ALL = List.of(
            message("message.sent"),
            message("message.delivered"),
            message("message.read"),
            message("message.opened"),
            message("message.clicked"),
            message("message.failed"));

    static List<DerivedEvent> all() {
        return ALL;
    }

    private static DerivedEvent message(String type) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        MESSAGE_FIELDS.forEach(field -> fields.put(field, SimpleType.STRING));
        return new DerivedEvent(type, fields);
    }
}
