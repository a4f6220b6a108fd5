package dev.vestnik.service.link;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Instant;
import java.util.UUID;

/**
 * The message that a link came in.
 *
 * @param at when the sender handed it to its provider, to the second
 */
public record LinkedMessage(CustomerKey customer, UUID message, int attempt, ChannelName channel, Instant at) {}
