package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the URLs that messages carry; the same arguments give the same URL. */
@FunctionalInterface
public interface Links {

    /**
     * Where the customer can stop messages of this kind in one click.
     *
     * @param topic null: all topics
     */
    String unsubscribe(CustomerKey customer, Channel channel, @Nullable String topic);

    /**
     * Where the customer can choose what to get; null where there is no such page.
     *
     * @param at when the message is decided: the link expires
     */
    default @Nullable String preferences(CustomerKey customer, Instant at) {
        return null;
    }
}
