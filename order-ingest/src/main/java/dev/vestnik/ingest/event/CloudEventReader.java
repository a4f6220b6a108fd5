package dev.vestnik.ingest.event;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.EventType;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductHeader;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads one CloudEvents JSON document: a pure function from the document (and the time it came) to a Kafka record or to all of
 * its faults. Thread-safe.
 */
public final class CloudEventReader {
    private static final String CUSTOM = "x";
    private static final String DATA = "data";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type", "subject");

    private final GeneratedRecords records = new GeneratedRecords();

    /** @param now taken for the time of an event that does not say when it happened */
    public ReadResult read(JsonNode event, Instant now) {
        if (!event.isObject()) {
            return ReadResult.Invalid.because(Refusal.MALFORMED, noObject(event));
        }
        if (REQUIRED.stream().noneMatch(event::has)) {
            return ReadResult.Invalid.because(
                    Refusal.ENVELOPE,
                    "is no CloudEvent: it has none of " + String.join(", ", REQUIRED)
                            + "; several events go as an array, application/cloudevents-batch+json");
        }
        FieldFaults faults = new FieldFaults();
        Envelope envelope = Envelope.of(event, now, faults);
        new UnlikelyValues(faults).time(envelope.time(), now);
        boolean envelopeGood = faults.none();
        if (EventType.isCustom(envelope.type())) {
            return custom(envelope, event, faults);
        }
        Optional<EventType> type = EventType.named(envelope.type());
        if (type.isEmpty()) {
            return unknownType(envelope, faults);
        }
        SpecificRecordBase payload = payload(type.get(), envelope, event, faults);
        subjectFits(type.get(), envelope, faults);
        if (!faults.none()) {
            return new ReadResult.Invalid(envelopeGood ? Refusal.DATA : Refusal.ENVELOPE, faults.list());
        }
        return valid(type.get().topic(), new Read(type.get().name(), envelope, payload, faults.warnings()));
    }

    private static String noObject(JsonNode event) {
        return "must be a CloudEvent, a JSON object, but is " + JsonKind.of(event)
                + (event.isArray() ? ": several events go as application/cloudevents-batch+json" : "");
    }

    private static ReadResult custom(Envelope envelope, JsonNode event, FieldFaults faults) {
        if (envelope.type().length() == "x.".length()) {
            faults.add("type", "must have a name after x.");
        }
        boolean envelopeGood = faults.none();
        JsonNode data = data(event);
        FreeJson.check(data, DATA, faults);
        if (!faults.none()) {
            return new ReadResult.Invalid(envelopeGood ? Refusal.DATA : Refusal.ENVELOPE, faults.list());
        }
        CustomEvent payload = new CustomEvent(envelope.type(), data.toString());
        return valid(Topics.SHOP_EVENTS.name(), new Read(CUSTOM, envelope, payload, faults.warnings()));
    }

    private static ReadResult unknownType(Envelope envelope, FieldFaults faults) {
        if (!envelope.type().isEmpty()) {
            faults.add(
                    "type",
                    "is not known; the nearest is " + NearestType.to(envelope.type())
                            + ", a shop's own types start with x.");
        }
        return new ReadResult.Invalid(
                envelope.type().isEmpty() ? Refusal.ENVELOPE : Refusal.UNKNOWN_TYPE, faults.list());
    }

    private SpecificRecordBase payload(EventType type, Envelope envelope, JsonNode event, FieldFaults faults) {
        ImpossibleValues impossible = new ImpossibleValues(envelope.time(), faults);
        return new DataReader(records, impossible, faults).payload(type.payload(), data(event), DATA);
    }

    private static JsonNode data(JsonNode event) {
        return event.hasNonNull(DATA) ? event.get(DATA) : JsonNodeFactory.instance.objectNode();
    }

    private static void subjectFits(EventType type, Envelope envelope, FieldFaults faults) {
        if (type.name().equals("customer.identified") && envelope.subject().startsWith("~")) {
            faults.add("subject", "must be the customer whom the visitor turned out to be, not a visitor");
        }
        if (type.topic().equals(Topics.SHOP_PRODUCTS.name())
                && envelope.subject().startsWith("~")) {
            faults.add("subject", "must be a product");
        }
    }

    /** An event without a fault. */
    private record Read(String tag, Envelope envelope, SpecificRecordBase payload, List<FieldFault> warnings) {}

    private static ReadResult valid(String topic, Read event) {
        Topic target = topic(topic);
        Envelope envelope = event.envelope();
        return new ReadResult.Valid(
                event.tag(),
                envelope.shop(),
                target,
                new CustomerKey(envelope.shop(), envelope.subject()).toString(),
                value(target, envelope, event.payload()),
                envelope.traceParent(),
                event.warnings());
    }

    private static Topic topic(String name) {
        if (name.equals(Topics.SHOP_PRODUCTS.name())) {
            return Topics.SHOP_PRODUCTS;
        }
        return name.equals(Topics.SHOP_CODES.name()) ? Topics.SHOP_CODES : Topics.SHOP_EVENTS;
    }

    private static SpecificRecord value(Topic topic, Envelope from, SpecificRecordBase payload) {
        if (topic == Topics.SHOP_PRODUCTS) {
            return new ProductEvent(
                    new ProductHeader(from.id(), from.shop(), from.subject(), from.time(), from.source()), payload);
        }
        EventHeader header = new EventHeader(from.id(), from.shop(), from.subject(), from.time(), from.source());
        return topic == Topics.SHOP_CODES ? new CodeEvent(header, payload) : new ShopEvent(header, payload);
    }
}
