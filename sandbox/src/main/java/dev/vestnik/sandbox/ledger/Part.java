package dev.vestnik.sandbox.ledger;

/** The place of one part in a text that came in several. {@code number} counts from 1. */
public record Part(int reference, int total, int number) {}
