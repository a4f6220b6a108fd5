package dev.vestnik.rules.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Silence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An event that Vestnik itself makes of what its messages meet, of what people do, and of news of products.
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
            product("product.price_dropped", Map.of("was", StructTypeReference.create(EventShapes.MONEY))),
            product("product.restocked", Map.of()),
            product("product.launched", Map.of()),
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

    /** Its fields with their types as {@code events.json} writes them. */
    Map<String, String> written() {
        Map<String, String> written = new TreeMap<>();
        fields.forEach((field, type) -> written.put(field, written(type) + (optional.contains(field) ? "?" : "")));
        return written;
    }

    private static String written(CelType type) {
        if (type.name().startsWith(RecordTypes.PREFIX)) {
            return type.name().substring(RecordTypes.PREFIX.length());
        }
        return type.equals(SimpleType.INT) ? "int" : type.equals(SimpleType.TIMESTAMP) ? "timestamp" : "string";
    }

    private static DerivedEvent message(String type) {
        return of(type, List.of("messageId", "channel", "journey", "step", "template", "code"), Set.of("code"));
    }

    private static DerivedEvent product(String type, Map<String, CelType> more) {
        Map<String, CelType> fields = new LinkedHashMap<>(more);
        fields.put("price", StructTypeReference.create(EventShapes.MONEY));
        fields.put("stock", SimpleType.INT);
        List<String> optional = List.of("category", "url", "imageUrl", "successorOf");
        optional.forEach(field -> fields.put(field, SimpleType.STRING));
        List.of("productId", "name", "interest").forEach(field -> fields.put(field, SimpleType.STRING));
        return new DerivedEvent(type, fields, Set.copyOf(optional));
    }

    private static DerivedEvent of(String type, List<String> texts, Set<String> optional) {
        Map<String, CelType> fields = new LinkedHashMap<>();
        texts.forEach(field -> fields.put(field, SimpleType.STRING));
        return new DerivedEvent(type, fields, optional);
    }
}
