package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one JSON document. It is checked to its end before the first event is given out, so that a document that breaks
 * off is refused as a whole; then one event at a time is built.
 */
final class DocumentEvents implements RawEvents {
    private final JsonParser parser;
    private boolean array;
    private boolean done;

    /** @throws BodyException when it is no JSON document */
    DocumentEvents(byte[] body) throws BodyException {
        check(body);
        parser = EventJson.MAPPER.createParser(body);
        array = parser.nextToken() == JsonToken.START_ARRAY;
    }

    /** A document that is the data of an event whose attributes are known already. */
    static RawEvents ofData(byte[] body, ObjectNode attributes) throws BodyException {
        if (body.length > 0) {
            check(body);
            attributes.set("data", EventJson.MAPPER.readTree(body));
        }
        return once(new RawEvent.Json(attributes));
    }

    private static RawEvents once(RawEvent event) {
        return new RawEvents() {
            private @Nullable RawEvent next = event;

            @Override
            public @Nullable RawEvent next() {
                RawEvent given = next;
                next = null;
                return given;
            }
        };
    }

    private static void check(byte[] body) throws BodyException {
        try (JsonParser parser = EventJson.MAPPER.createParser(body)) {
            int depth = 0;
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                documents += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            if (documents == 0) {
                throw new BodyException(BodyException.Kind.UNREADABLE, "the body is empty");
            }
            if (documents > 1) {
                throw new BodyException(
                        BodyException.Kind.UNREADABLE,
                        "the body is more than one JSON document; a stream of events is application/x-ndjson");
            }
        } catch (JacksonException e) {
            throw new BodyException(BodyException.Kind.UNREADABLE, "the body " + EventJson.problem(e));
        }
    }

    @Override
    public @Nullable RawEvent next() throws IOException {
        if (done) {
            return null;
        }
        JsonToken token = array ? parser.nextToken() : parser.currentToken();
        if (token == JsonToken.END_ARRAY) {
            done = true;
            return null;
        }
        done = !array;
        long start = parser.currentTokenLocation().getByteOffset();
        JsonNode event = EventJson.ELEMENTS.readTree(parser);
        return parser.currentLocation().getByteOffset() - start > LARGEST_EVENT
                ? new RawEvent.Unreadable(
                        Refusal.TOO_LARGE, "is too large: an event has at most " + LARGEST_EVENT + " bytes")
                : new RawEvent.Json(event);
    }
}
