package dev.vestnik.rules.condition;

import dev.vestnik.rules.condition.EventCatalogue.ShopEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes up values for what a text reads: of an event by the shape of the events, of anything else by its name. */
public final class SampleValues {
    private static final Map<String, Map<String, String>> RECORDS = EventCatalogue.SHOP.records();
    private static final String CUSTOMER = "CustomerUpdated";
    private static final int DEEPEST = 4;

    private final List<String> types;
    private final Instant now;

    private SampleValues(List<String> types, Instant now) {
        this.types = types;
        this.now = now;
    }

    /**
     * Values whose fields of events are those of these types, where they have them.
     *
     * @param now lies before every sample instant
     */
    public static SampleValues of(List<String> eventTypes, Instant now) {
        return new SampleValues(eventTypes, now);
    }

    /** A value of the kind that is found under this path: {@code event.window.from}. */
    public Object of(String path) {
        String[] names = path.split("\\.", -1);
        String type = names.length < 2 ? null : root(names[0], names[1]);
        for (int i = 2;
                i < names.length;
                i++) { // what a source answers has the names of events, if it is anything that is known
            type = type == null ? root(names[0], names[i]) : record(type).get(names[i]);
        }
        return value(names[names.length - 1], type == null ? "string" : type);
    }

    private @Nullable String root(String root, String field) {
        return switch (root) {
            case "customer" -> record(CUSTOMER).get(field);
            case "event", "context" -> ofEvents(field);
            default -> null;
        };
    }

    private @Nullable String ofEvents(String field) {
        Map<String, ShopEvent> events = new TreeMap<>(EventCatalogue.SHOP.events());
        Stream<Map<String, String>> ofShops = Stream.concat(types.stream(), events.keySet().stream())
                .map(events::get)
                .filter(Objects::nonNull)
                .map(event -> record(event.data()));
        Stream<Map<String, String>> derived = DerivedEvent.all().stream().map(DerivedEvent::written);
        return Stream.concat(ofShops, derived)
                .map(fields -> fields.get(field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> record(String type) {
        return RECORDS.getOrDefault(type.replace("?", ""), Map.of());
    }

    /** A value for a field of this name and type, as {@code events.json} writes it. */
    Object value(String name, String written) {
        return value(name, written, 0);
    }

    private Object value(String name, String written, int depth) {
        String type = written.replace("?", "");
        return switch (type) {
            case "string", "any" -> text(name);
            case "bool" -> true;
            case "int" -> name.equals("amount") ? 129_900L : 1L;
            case "double" -> 1.5;
            case "timestamp" -> now.plus(Duration.ofDays(1));
            default -> composed(name, type, depth);
        };
    }

    private Object composed(String name, String type, int depth) {
        if (depth > DEEPEST || type.startsWith("map(")) {
            return Map.of();
        }
        if (type.startsWith("list(")) {
            Object element = value(name, type.substring("list(".length(), type.length() - 1), depth + 1);
            return List.of(element, element);
        }
        Map<String, Object> fields = new HashMap<>();
        record(type).forEach((field, of) -> fields.put(field, value(field, of, depth + 1)));
        return fields;
    }

    private static String text(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("url") || lower.endsWith("link")) {
            return "https://example.org/" + lower;
        }
        return switch (lower) {
            case "number" -> "12465";
            case "currency" -> "RUB";
            case "phone", "callbackphone" -> "+74956460054";
            case "email" -> "customer@example.org";
            case "birthday" -> "1990-03-08";
            case "locale" -> "en";
            case "timezone" -> "UTC";
            default -> "[" + name + "]";
        };
    }
}
