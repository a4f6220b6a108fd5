package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Meanwhile;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The details of actions, as texts of their records. Those that say what is so anyway have none: older engines would write the same. */
final class ActionDetails {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> IDS = new TypeReference<>() {};

    private ActionDetails() {}

    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a PAUSE until something that is no instant", e);
        }
    }

    static Meanwhile ofPause(@Nullable String text) {
        Meanwhile said = meanwhile(text);
        return said == null ? Meanwhile.SKIP_EXPIRED : said;
    }

    static @Nullable String ofPause(Meanwhile meanwhile) {
        return meanwhile == Meanwhile.SKIP_EXPIRED ? null : meanwhile.label();
    }

    static @Nullable Meanwhile meanwhile(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(Meanwhile.values())
                        .filter(one -> one.label().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a fate of what came due that nobody knows"));
    }

    static Map<String, String> moves(@Nullable String text) {
        try {
            return text == null ? Map.of() : JSON.readValue(text, IDS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a PUBLISH with something that is no object of ids", e);
        }
    }

    static @Nullable String text(Map<String, String> moves) {
        return moves.isEmpty() ? null : JSON.writeValueAsString(moves);
    }
}
