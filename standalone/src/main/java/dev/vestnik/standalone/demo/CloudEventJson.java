package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.EventType;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an event as the CloudEvents JSON that order-ingest takes. */
final class CloudEventJson {
    private static final JsonMapper JSON = new JsonMapper();

    private CloudEventJson() {}

    static String of(ShopEvent event) {
        EventHeader header = event.getHeader();
        IndexedRecord payload = (IndexedRecord) event.getPayload();
        ObjectNode document = JSON.createObjectNode();
        document.put("specversion", "1.0");
        document.put("id", header.getEventId());
        document.put("source", header.getSource());
        document.put("type", EventType.of(payload.getSchema()).orElseThrow());
        document.put("time", header.getOccurredAt().toString());
        document.put("subject", header.getCustomerId());
        document.set("data", object(payload));
        return document.toString();
    }

    private static ObjectNode object(IndexedRecord record) {
        ObjectNode object = JSON.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            set(object, field.name(), record.get(field.pos()));
        }
        return object;
    }

    private static void set(ObjectNode object, String name, @Nullable Object value) {
        switch (value) {
            case null -> {
                // absent
            }
            case IndexedRecord record -> object.set(name, object(record));
            case List<?> list -> {
                ArrayNode array = object.putArray(name);
                list.forEach(one -> array.add(object((IndexedRecord) one)));
            }
            case Long number -> object.put(name, number);
            case Integer number -> object.put(name, number);
            case Boolean flag -> object.put(name, flag);
            case Instant instant -> object.put(name, instant.toString());
            default -> object.put(name, value.toString());
        }
    }
}
