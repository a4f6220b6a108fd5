package dev.vestnik.engine.streams;

import dev.vestnik.engine.decide.Decision;

/**
 * One entry of a customer's timeline.
 *
 * @param sequence counts the customer's entries
 */
public record TimelineEntry(int sequence, Decision decision) {}
