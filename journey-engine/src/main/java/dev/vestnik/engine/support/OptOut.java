package dev.vestnik.engine.support;

import dev.vestnik.engine.journey.Channel;
import dev.vestnik.schemas.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * What an unsubscribe link stands for.
 *
 * @param topic null: all topics
 */
record OptOut(
        CustomerKey customer, Channel channel, @Nullable String topic) {}
