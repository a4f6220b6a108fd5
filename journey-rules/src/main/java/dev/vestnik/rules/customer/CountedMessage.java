package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was sent, as frequency caps count it.
 *
 * @param message the lower half of the message's id
 * @param topic of its journey; null where that has none
 * @param at when its newest attempt was decided
 * @param until when no cap counts it any more
 */
public record CountedMessage(
        long message,
        Channel channel,
        JourneyClass messageClass,
        @Nullable String topic,
        Instant at,
        Instant until) {
    /** So many messages are counted at a time; where a customer has had more, the next one waits, so that no count is lost. */
    public static final int MOST = 1_000;
}
