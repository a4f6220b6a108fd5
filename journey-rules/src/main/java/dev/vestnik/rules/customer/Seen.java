package dev.vestnik.rules.customer;

import java.time.Instant;

/**
 * An event that must not have an effect again.
 *
 * @param fingerprint 64 bits of (source, id)
 * @param until when it is forgotten: after that its repetition is not possible, or would be too late to matter
 */
public record Seen(long fingerprint, Instant until) {}
