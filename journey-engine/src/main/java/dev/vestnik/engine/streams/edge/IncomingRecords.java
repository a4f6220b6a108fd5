package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.event.Event;
import dev.vestnik.schemas.EventType;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CodeToSend;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** Reads what comes in on the engine's topics. */
public final class IncomingRecords {
    private static final ClassValue<String> TYPES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> payload) {
            return EventType.all().stream()
                    .filter(type -> type.payload().getFullName().equals(payload.getName()))
                    .findFirst()
                    .map(EventType::name)
                    .orElse("");
        }
    };

    private IncomingRecords() {}

    /**
     * @param recordedAt Kafka's timestamp of the record
     * @throws IllegalArgumentException when it says what cannot be (poison)
     */
    public static Incoming read(IndexedRecord record, Instant recordedAt) {
        return switch (record) {
            case ShopEvent event -> event(event.getHeader(), event.getPayload(), recordedAt);
            case CodeEvent event
            when event.getPayload() instanceof CodeToSend code -> VerificationRecords.read(event.getHeader(), code);
            case CodeEvent event -> event(event.getHeader(), event.getPayload(), recordedAt);
            case DeliveryReceipt receipt -> IncomingReceipts.read(receipt);
            case EngineCommand command -> IncomingCommands.read(command);
            default ->
                throw new IllegalArgumentException(
                        "the engine does not read a " + record.getSchema().getFullName());
        };
    }

    private static Incoming event(EventHeader header, Object payload, Instant recordedAt) {
        CustomerKey customer = new CustomerKey(header.getShop(), header.getCustomerId());
        if (payload instanceof CustomEvent custom) {
            return happened(customer, header, custom.getName(), JsonValues.any(custom.getProperties()), recordedAt);
        }
        String type = payload instanceof SpecificRecord ? TYPES.get(payload.getClass()) : "";
        return type.isEmpty()
                ? new Incoming.Unknown()
                : happened(customer, header, type, new AvroFields((IndexedRecord) payload), recordedAt);
    }

    private static Incoming happened(
            CustomerKey customer, EventHeader header, String type, Map<String, Object> data, Instant recordedAt) {
        Event event = new Event(header.getSource(), header.getEventId(), type, header.getOccurredAt(), data);
        return new Incoming.Said(customer, new Signal.Happened(event, recordedAt));
    }
}
