package dev.vestnik.sandbox.ledger;

/** The place of one part in a text of several parts. {@code number} counts from 1. */
public record PartPosition(int reference, int total, int number) {}
