package dev.vestnik.sender.report;

import dev.vestnik.schemas.message.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person answered: an address, not yet a customer.
 *
 * @param eventId the same for the same answer, should the provider deliver it twice
 * @param address E.164 or e-mail address of the writer
 * @param recipient our number or address that it was sent to
 */
public record Answer(
        String eventId,
        String shop,
        Channel channel,
        String address,
        @Nullable String recipient,
        String text,
        Instant occurredAt,
        String gateway) {}
