package dev.vestnik.rules.reason;

/** Why a message that no gateway is known to have is taken back. */
public sealed interface RevokeReason extends Reason permits LeaveReason, TakenBack {}
