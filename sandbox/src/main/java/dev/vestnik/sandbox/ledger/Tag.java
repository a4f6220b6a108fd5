package dev.vestnik.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The tag that Vestnik's gateways write on a message so that a test can recognise it; empty on messages of other clients. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tag(
        @Nullable String messageId,
        @Nullable String template,
        @Nullable Integer attempt) {
    public static final Tag NONE = new Tag(null, null, null);

    /** Reads a tag from texts as they stood on the wire; leaves an attempt out that is not a number. */
    public static Tag of(@Nullable String messageId, @Nullable String template, @Nullable String attempt) {
        return new Tag(messageId, template, number(attempt));
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
