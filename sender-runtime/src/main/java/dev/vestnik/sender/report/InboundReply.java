package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply that a person sent from an address, which is not yet a customer.
 *
 * @param eventId the same id for the same reply, should the provider deliver it twice
 * @param address E.164 or e-mail address of the writer
 * @param recipient our number or address that the reply was sent to
 * @param kind TEXT for words
 * @param providerId the provider's id of the reply; null where it has none
 * @param replyTo the provider's id of the message of ours that it answers; null where the provider does not say
 * @param attachments files that came with it
 */
public record InboundReply(
        String eventId,
        String shop,
        ChannelName channel,
        String address,
        @Nullable String recipient,
        InboundKind kind,
        String text,
        @Nullable String providerId,
        @Nullable String replyTo,
        Instant occurredAt,
        String gateway,
        List<Attachment> attachments) {
    public InboundReply {
        attachments = List.copyOf(attachments);
    }

    /** Words, without ids of the provider. */
    public static InboundReply words(
            String eventId, Conversation conversation, String text, Instant occurredAt, String gateway) {
        return new InboundReply(
                eventId,
                conversation.shop(),
                conversation.channel(),
                conversation.address(),
                conversation.recipient(),
                InboundKind.TEXT,
                text,
                null,
                null,
                occurredAt,
                gateway,
                List.of());
    }

    /** The two ends of a reply's way, as in the reply. */
    public record Conversation(
            String shop,
            ChannelName channel,
            String address,
            @Nullable String recipient) {}
}
