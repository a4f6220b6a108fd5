package dev.vestnik.sandbox.behaviour;

/** What a provider makes of one message. */
public enum Verdict {
    TAKE,
    REJECT,
    TRY_LATER
}
