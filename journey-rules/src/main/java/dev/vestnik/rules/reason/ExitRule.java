package dev.vestnik.rules.reason;

/** The word that a journey's own exit rule gives: any word a marketer likes, also one of ours, with which it is never confused. */
public record ExitRule(String label) implements LeaveReason {}
