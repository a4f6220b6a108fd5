package dev.vestnik.rules.journey;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a message step's fallback chain.
 *
 * @param until how far the message must get to stop the chain; of the last channel it is not waited for
 * @param patience {@code for}: how long that may take before the next channel's turn
 * @param condition null: always
 */
public record Via(
        Channel channel,
        Reached until,
        Duration patience,
        @Nullable Expression condition) {

    /** The progress of a message; in this order. */
    public enum Reached {
        ACCEPTED,
        DELIVERED,
        OPENED,
        CLICKED
    }
}
