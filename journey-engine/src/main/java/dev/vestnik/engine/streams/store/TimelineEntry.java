package dev.vestnik.engine.streams.store;

import dev.vestnik.rules.decide.Decision;

/**
 * One entry of a customer's timeline.
 *
 * @param sequence counts the customer's entries
 */
public record TimelineEntry(int sequence, Decision decision) {}
