package dev.vestnik.rules.condition;

import dev.vestnik.rules.condition.EventCatalogue.ShopEvent;
import dev.vestnik.rules.document.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of events as people write them in a document: {@code {cartId: c1, total: {amount: 129900, currency: RUB}}}. A field that
 * the type of event does not have is a fault, one that it must have and that is missing gets a made-up value, so that a test says only
 * what it is about. Instants may be given by the time that passes from the start to them.
 */
public final class EventData {
    private static final Map<String, Map<String, String>> RECORDS = EventCatalogue.SHOP.records();

    private final Instant start;
    private final SampleValues samples;

    public EventData(Instant start) {
        this.start = start;
        this.samples = SampleValues.of(List.of(), start);
    }

    /** @param type one that {@link KnownEvents} has no problem with */
    public Map<String, Object> read(String type, Place data) {
        Map<String, String> shape = shape(type);
        return shape == null ? anything(data) : record(shape, data);
    }

    /** Null where events of this type may have any field. */
    private static @Nullable Map<String, String> shape(String type) {
        ShopEvent known = EventCatalogue.SHOP.events().get(type);
        return known == null ? derived(type) : new TreeMap<>(RECORDS.getOrDefault(known.data(), Map.of()));
    }

    private static @Nullable Map<String, String> derived(String type) {
        for (DerivedEvent event : DerivedEvent.all()) {
            if (event.type().equals(type)) {
                return event.written();
            }
        }
        return null;
    }

    private static Map<String, Object> anything(Place data) {
        Map<String, Object> values = new LinkedHashMap<>();
        data.entries().forEach((name, place) -> put(values, name, place.value()));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private Map<String, Object> record(Map<String, String> shape, Place place) {
        place.only(List.copyOf(shape.keySet()));
        Map<String, Object> values = new LinkedHashMap<>();
        shape.forEach((field, type) -> {
            Place at = place.at(field);
            put(values, field, at.present() ? value(type, at) : missing(field, type));
        });
        return values;
    }

    private @Nullable Object missing(String field, String type) {
        return type.endsWith("?") || field.equals("extra") ? null : samples.value(field, type);
    }

    private @Nullable Object value(String written, Place place) {
        String type = written.replace("?", "");
        return switch (type) {
            case "string" -> place.text();
            case "bool" -> place.flag(false);
            case "int" -> number(place, true);
            case "double" -> number(place, false);
            case "timestamp" -> place.instant(start);
            case "any" -> place.value();
            default -> composed(type, place);
        };
    }

    private static @Nullable Object number(Place place, boolean whole) {
        Object value = place.value();
        if (value instanceof Long number) {
            return whole ? (Object) number : (Object) number.doubleValue();
        }
        if (value instanceof Double number && !whole) {
            return number;
        }
        place.fault(whole ? "must be a whole number" : "must be a number");
        return null;
    }

    private @Nullable Object composed(String type, Place place) {
        if (type.startsWith("map(")) {
            return anything(place);
        }
        if (!type.startsWith("list(")) {
            return record(new TreeMap<>(RECORDS.getOrDefault(type, Map.of())), place);
        }
        String inner = type.substring("list(".length(), type.length() - 1);
        List<Object> elements = new ArrayList<>();
        for (Place element : place.elements()) {
            Object value = value(inner, element);
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }
}
