package dev.vestnik.engine.definitions;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads out of a journey that does not compile what would start it, so that those who would enter can be told of. */
final class EntryEvent {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Longer than any document that is taken. */
    private static final int MAX_LENGTH = 512 * 1024;

    private static final int LONGEST_TYPE = 200;

    private EntryEvent() {}

    /** The type of the events; null where the document does not tell. */
    static @Nullable String of(String json) {
        if (json.length() > MAX_LENGTH) {
            return null;
        }
        try {
            String type = JSON.readTree(json).path("entry").path("on").asString("");
            return type.isEmpty() || type.length() > LONGEST_TYPE ? null : type;
        } catch (JacksonException e) {
            return null;
        }
    }
}
