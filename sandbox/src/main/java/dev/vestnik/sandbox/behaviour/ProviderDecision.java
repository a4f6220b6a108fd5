package dev.vestnik.sandbox.behaviour;

/** A provider's decision about one message. */
public enum ProviderDecision {
    TAKE,
    REJECT,
    TRY_LATER
}
