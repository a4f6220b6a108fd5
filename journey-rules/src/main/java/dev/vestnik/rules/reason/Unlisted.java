package dev.vestnik.rules.reason;

/** A reason that a later version stored: kept as it is until that version is back. */
public record Unlisted(String label) implements FailureReason, HoldReason {}
