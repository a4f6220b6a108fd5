package dev.vestnik.rules.reason;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The meaning of a reason, in words for people.
 *
 * @param outcome that it goes with, as decisions and metrics write it
 * @param reason its label; null for the words that journeys give themselves
 */
public record ReasonMeaning(String outcome, @Nullable String reason, String means) {

    /** All there are, in the order of the page about journeys. */
    public static List<ReasonMeaning> all() {
        try (InputStream in = ReasonMeaning.class.getResourceAsStream("/reasons.json")) {
            return JsonMapper.builder()
                    .build()
                    .readValue(Objects.requireNonNull(in), new TypeReference<List<ReasonMeaning>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
