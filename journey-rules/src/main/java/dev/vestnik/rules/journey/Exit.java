package dev.vestnik.rules.journey;

/** An event that ends an instance wherever it is, and the reason that is recorded. */
public record Exit(Trigger trigger, String reason) {}
