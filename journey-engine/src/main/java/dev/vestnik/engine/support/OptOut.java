package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * The unsubscribing that a link stands for.
 *
 * @param topic null: all topics
 */
record OptOut(
        CustomerKey customer, Channel channel, @Nullable String topic) {}
