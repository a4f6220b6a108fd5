package dev.vestnik.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What Vestnik's gateways write on a message so that a test can tell which one it is; others write nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tag(
        @Nullable String messageId,
        @Nullable String template,
        @Nullable Integer attempt) {
    public static final Tag NONE = new Tag(null, null, null);

    /** A tag of texts as they stood on the wire; an attempt that is not a number is no attempt. */
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
