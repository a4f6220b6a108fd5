package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reply that a person sent from an address, which is not yet a customer.
 *
 * @param eventId the same id for the same reply, should the provider deliver it twice
 * @param address E.164 or e-mail address of the writer
 * @param recipient our number or address that the reply was sent to
 */
public record InboundReply(
        String eventId,
        String shop,
        Channel channel,
        String address,
        @Nullable String recipient,
        String text,
        Instant occurredAt,
        String gateway) {}
