package dev.vestnik.sandbox.ledger;

import java.time.Instant;

/** What is owed for an accepted message from {@code at} on: a receipt, a report. {@code status} is the provider's word. */
public record FollowUp(Instant at, String status) {}
