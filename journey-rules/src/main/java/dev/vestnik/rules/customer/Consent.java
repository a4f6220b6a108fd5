package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded yes or no to messages.
 *
 * @param channel null: every channel
 * @param topic null: every topic
 * @param at when it was said
 * @param source where it was said: {@code checkout}, {@code unsubscribe-link}, {@code support}, ...
 * @param evidence proof as the shop keeps it; null where there is none
 */
public record Consent(
        @Nullable Channel channel,
        @Nullable String topic,
        boolean granted,
        Instant at,
        String source,
        @Nullable String evidence) {

    /** The same yes or no; its proof is the shop's alone. */
    public Consent withoutEvidence() {
        return new Consent(channel, topic, granted, at, source, null);
    }
}
