package dev.vestnik.sandbox.ledger;

import java.time.Instant;

/** A receipt or report that is owed for an accepted message from {@code at} on. {@code status} is the provider's word. */
public record FollowUp(Instant at, String status) {}
