package dev.vestnik.rules.address;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a person to the shop, from an address.
 *
 * @param eventId the same for the same message, however often it comes
 * @param word whether it takes marketing away or gives it back; null: neither
 * @param text at most {@link #LONGEST_TEXT} characters of it
 * @param recordedAt Kafka's timestamp of it: a STOP counts from here, since providers' clocks may be hours off
 */
public record Inbound(
        String eventId,
        Kind kind,
        @Nullable Word word,
        String text,
        Reference reference,
        Instant occurredAt,
        Instant recordedAt) {
    /** More than a person writes to a shop by SMS; of what is longer the beginning is kept, with an ellipsis. */
    public static final int LONGEST_TEXT = 2_000;

    private static final String ELLIPSIS = "…";

    /** The ways in which a person sends something. */
    public enum Kind {
        TEXT,
        /** A button of a message of ours; the text is its payload. */
        BUTTON,
        /** The person opened the conversation. */
        START,
        /** The person closed the conversation for good. */
        BLOCK
    }

    /** The meaning of a message that is one word of {@link StopWords}. */
    public enum Word {
        STOP,
        START
    }

    /**
     * The provider's ids.
     *
     * @param providerId of this message; null where it has none
     * @param replyTo of the message of ours that it answers; null where the provider does not say
     */
    public record Reference(
            @Nullable String providerId, @Nullable String replyTo) {}

    public Inbound {
        text = text.length() <= LONGEST_TEXT ? text : cut(text);
    }

    private static String cut(String text) {
        int end = LONGEST_TEXT - ELLIPSIS.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    /** Reads what it means from its kind, and where that says nothing from its words. */
    public static @Nullable Word meaning(Kind kind, String text) {
        return switch (kind) {
            case TEXT -> StopWords.meaning(text);
            case START -> Word.START;
            case BLOCK -> Word.STOP;
            case BUTTON -> null; // its payload is the shop's own
        };
    }

    /** The same, which counts from another time. */
    Inbound from(Instant other) {
        return new Inbound(eventId, kind, word, text, reference, occurredAt, other);
    }
}
