package dev.vestnik.rules.reason;

/** Why what another key asked for is not done. */
public sealed interface RefuseReason extends Reason permits Declined, FailureReason, SkipReason {}
