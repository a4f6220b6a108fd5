package dev.vestnik.rules.condition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events that shops send and the shape of their data. It is the contract's Avro schemas in the words of the rules, read from
 * {@code events.json}: the engine's tests compare that file with the schemas, and write it.
 *
 * @param events by CloudEvents type
 * @param records the types of the fields by record and field: {@code string}, {@code bool}, {@code int}, {@code double},
 *     {@code timestamp}, {@code any}, {@code list(T)}, {@code map(T)} or the name of a record; with a {@code ?} behind it where
 *     the field may be absent
 */
record EventCatalogue(Map<String, ShopEvent> events, Map<String, Map<String, String>> records) {
    static final EventCatalogue SHOP = read();

    /**
     * A type of event that shops send.
     *
     * @param topic its topic's name in the catalogue of topics
     * @param data the record of its data
     */
    record ShopEvent(String topic, String data) {
        boolean ofCustomers() {
            return topic.equals("shop.events");
        }
    }

    EventCatalogue {
        events = Map.copyOf(events);
        records = Map.copyOf(records);
    }

    Optional<ShopEvent> named(String type) {
        return Optional.ofNullable(events.get(type));
    }

    private static EventCatalogue read() {
        try (InputStream in = EventCatalogue.class.getResourceAsStream("/events.json")) {
            if (in == null) {
                throw new IllegalStateException("events.json is missing");
            }
            return JsonMapper.builder().build().readValue(in, EventCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
