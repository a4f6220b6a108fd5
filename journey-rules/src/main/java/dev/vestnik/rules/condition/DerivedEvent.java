package dev.vestnik.rules.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Silence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event that Vestnik itself makes of what its messages meet, and of what people do.
 *
 * @param type its CloudEvents type
 * @param fields of its data
 * @param optional those of its fields that may be absent
 */
record DerivedEvent(String type, Map<String, CelType> fields, Set<String> optional) {
    private static final String CALENDAR = "calendar.";

    private static final List<DerivedEvent> ALL = List.of(
            message("message.sent"),
            message("message.delivered"),
            message("message.read"),
            message("message.opened"),
            message("message.clicked"),
            message("message.failed"),
            of(
                    "message.inbound",
                    List.of("channel", "kind", "text", "word", "providerId", "replyTo", "question", "run"),
                    Set.of("word", "providerId", "replyTo", "question", "run")),
            of("offer.redeemed", List.of("offer", "code", "orderId"), Set.of("orderId")),
            of(
                    "task.finished",
                    List.of("task", "queue", "outcome", "journey", "step", "by", "note"),
                    Set.of("outcome", "note")),
            new DerivedEvent(Anniversary.EVENT, Map.of("day", SimpleType.STRING, "years", SimpleType.INT), Set.of()),
            new DerivedEvent(Recurrence.EVENT, Map.of("day", SimpleType.STRING), Set.of()),
            new DerivedEvent(Silence.EVENT, Map.of("last", SimpleType.TIMESTAMP), Set.of()));

    static List<DerivedEvent> all() {
        return ALL;
    }

    /** Whether it happens at the moments of an entry's calendar: nothing else begins or goes on with it. */
    boolean isOfCalendar() {
        return type.startsWith(CALENDAR);
    }

    private static DerivedEvent message(String type) {
        return of(type, List.of("messageId", "channel", "journey", "step", "template", "code"), Set.of("code"));
    }

    private static DerivedEvent of(String type, List<String> texts, Set<String> optional) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        texts.forEach(field -> fields.put(field, SimpleType.STRING));
        return new DerivedEvent(type, fields, optional);
    }
}
