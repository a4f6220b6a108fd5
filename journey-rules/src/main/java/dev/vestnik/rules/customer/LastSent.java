package dev.vestnik.rules.customer;

import java.time.Instant;

/**
 * The last message of a topic.
 *
 * @param at when it was handed to its sender
 */
public record LastSent(String topic, Instant at) {}
