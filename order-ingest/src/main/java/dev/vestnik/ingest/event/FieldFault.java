package dev.vestnik.ingest.event;

/**
 * One thing that is wrong with an event.
 *
 * @param path where, for example {@code data.items[2].price.currency}; empty for the event as a whole
 * @param problem what is expected there
 */
public record FieldFault(String path, String problem) {}
