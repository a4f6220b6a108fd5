package dev.vestnik.rules.reason;

/** Why an instance ended. */
public sealed interface LeaveReason extends RevokeReason permits Ending, ExitRule, FailureReason {}
