package dev.vestnik.engine.customer;

import java.time.Instant;

/**
 * An event that had an effect which must not happen twice.
 *
 * @param fingerprint 64 bits of (source, id)
 * @param at when we processed it
 */
public record Seen(long fingerprint, Instant at) {}
