package dev.vestnik.rules.journey;

/**
 * A segment as it is written.
 *
 * @param toJson compact, keys in the order in which they were written
 */
public record SegmentDocument(String toJson, Segment segment) {}
