package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event's {@code data_base64}: JSON like any other data, as senders write it that do not look at what they send. */
final class EncodedData {
    private static final String DATA = "data";
    private static final String ENCODED = "data_base64";

    private EncodedData() {}

    /** The event with its data where readers look for it. */
    static RawEvent inPlace(JsonNode event) {
        if (!(event instanceof ObjectNode object) || !object.path(ENCODED).isString() || !saysJson(object)) {
            return new RawEvent.Json(event);
        }
        if (object.hasNonNull(DATA)) {
            return new RawEvent.Unreadable(Refusal.ENVELOPE, "has both data and data_base64: send one of them");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(object.path(ENCODED).stringValue());
            JsonNode data = EventJson.MAPPER.readTree(bytes);
            object.remove(ENCODED);
            return new RawEvent.Json(object.set(DATA, data.isMissingNode() ? object.objectNode() : data));
        } catch (IllegalArgumentException e) {
            return new RawEvent.Unreadable(Refusal.MALFORMED, "has a data_base64 that is no base64");
        } catch (JacksonException e) {
            return new RawEvent.Unreadable(Refusal.MALFORMED, "has a data_base64 that " + EventJson.problem(e));
        }
    }

    private static boolean saysJson(ObjectNode event) {
        JsonNode type = event.path("datacontenttype");
        return !type.isString() || type.stringValue().toLowerCase(Locale.ROOT).contains("json");
    }
}
