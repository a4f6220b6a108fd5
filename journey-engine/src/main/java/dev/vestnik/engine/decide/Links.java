package dev.vestnik.engine.decide;

import dev.vestnik.engine.journey.Channel;
import dev.vestnik.schemas.CustomerKey;
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
}
