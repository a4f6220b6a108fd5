package dev.vestnik.ingest.intake;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events of one JSON document. It is checked to its end before the first event is given out, so that a document that breaks
 * off is refused as a whole; then one event at a time is built, by itself, so that what is wrong inside one is that one's fault.
 */
final class DocumentEvents implements RawEvents {
    private final byte[] body;
    private final JsonParser parser;
    private final boolean array;
    private boolean done;

    /**
     * @param length of the document, from the array's beginning
     * @throws BodyException when it is no JSON document
     */
    DocumentEvents(byte[] body, int length) throws BodyException {
        check(body, length);
        this.body = body;
        parser = EventJson.DOCUMENTS.createParser(body, 0, length);
        array = parser.nextToken() == JsonToken.START_ARRAY;
    }

    /** A document that is the data of an event whose attributes are known already. */
    static RawEvents ofData(byte[] body, int length, ObjectNode attributes) {
        return once(
                length == 0 ? new RawEvent.Json(attributes) : withData(attributes, EventJson.read(body, 0, length)));
    }

    private static RawEvent withData(ObjectNode attributes, RawEvent data) {
        return switch (data) {
            case RawEvent.Json json -> new RawEvent.Json(attributes.set("data", json.event()));
            case RawEvent.Unreadable unreadable -> unreadable;
        };
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

    private static void check(byte[] body, int length) throws BodyException {
        int depth = 0;
        int documents = 0;
        int elements = 0;
        try (JsonParser parser = EventJson.DOCUMENTS.createParser(body, 0, length)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                documents += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                elements += depth == 1
                                && !token.isStructStart()
                                && parser.streamReadContext().inArray()
                        ? 1
                        : 0;
            }
            refuse(documents, parser.currentLocation().getByteOffset() >= 0);
        } catch (JacksonException e) {
            throw new BodyException(BodyException.Kind.UNREADABLE, "the body " + EventJson.problem(e), elements);
        }
    }

    private static void refuse(int documents, boolean utf8) throws BodyException {
        if (documents == 0) {
            throw new BodyException(BodyException.Kind.UNREADABLE, "the body is empty");
        }
        if (documents > 1) {
            throw new BodyException(
                    BodyException.Kind.UNREADABLE,
                    "the body is more than one JSON document; a stream of events is application/x-ndjson");
        }
        if (!utf8) {
            throw new BodyException(BodyException.Kind.UNREADABLE, "the body is not UTF-8");
        }
    }

    @Override
    public @Nullable RawEvent next() {
        if (done) {
            return null;
        }
        JsonToken token = array ? parser.nextToken() : parser.currentToken();
        if (token == JsonToken.END_ARRAY) {
            done = true;
            return null;
        }
        done = !array;
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return EventJson.read(body, start, (int) parser.currentLocation().getByteOffset() - start);
    }
}
