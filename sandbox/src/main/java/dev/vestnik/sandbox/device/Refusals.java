package dev.vestnik.sandbox.device;

/** How a protocol says that a token is dead, that a message is refused unless told otherwise, and that it is busy. */
public record Refusals(String deadToken, String rejected, String busy) {}
