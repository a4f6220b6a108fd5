package dev.vestnik.schemas;

/**
 * Bounds of events that both the ingest and the engine keep to: every event that the first accepts the second can read.
 */
public final class EventLimits {

    /** The deepest nesting of an event's data; an object or list of plain values is 1. */
    public static final int DEEPEST = 100;

    /** The letters of a text in a field that the schemas know, where its format does not say less. */
    public static final int LONGEST_TEXT = 10_000;

    private EventLimits() {}
}
