package dev.vestnik.schemas;

import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ShopEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A type of event that shops send, with the topic that carries it and the Avro schema of its payload.
 *
 * @param name the CloudEvents type, for example {@code order.placed}
 * @param topic the catalogue name of the topic, for example {@code shop.events}
 * @param payload the record schema of its data; a string property {@code extra} holds unknown JSON fields
 */
public record EventType(String name, String topic, Schema payload) {
    private static final Map<String, EventType> ALL = catalogue();

    /** Whether a name is one of the shop's own custom event types. */
    public static boolean isCustom(String name) {
        return name.startsWith("x.");
    }

    public static Collection<EventType> all() {
        return ALL.values();
    }

    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The CloudEvents type of a payload record's schema; absent for {@link CustomEvent} and for unknown records. */
    public static Optional<String> of(Schema payload) {
        return Optional.ofNullable(payload.getProp("eventType"));
    }

    private static Map<String, EventType> catalogue() {
        Map<String, EventType> types = new LinkedHashMap<>();
        add(types, "shop.events", ShopEvent.getClassSchema());
        add(types, "shop.products", ProductEvent.getClassSchema());
        add(types, "shop.codes", CodeEvent.getClassSchema());
        return Map.copyOf(types);
    }

    private static void add(Map<String, EventType> types, String topic, Schema value) {
        for (Schema branch : value.getField("payload").schema().getTypes()) {
            of(branch).ifPresent(name -> types.put(name, new EventType(name, topic, branch)));
        }
    }
}
