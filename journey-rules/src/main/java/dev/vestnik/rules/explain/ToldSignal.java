package dev.vestnik.rules.explain;

import dev.vestnik.rules.decide.Signal;
import java.time.Instant;

/**
 * A signal of the customer's past.
 *
 * @param at when the engine had it
 */
public record ToldSignal(Instant at, Signal signal) {}
