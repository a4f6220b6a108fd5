package dev.vestnik.rules.product;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shop says how a product is now.
 *
 * @param eventId of the shop's event
 * @param facts null: the shop has deleted the product
 * @param at when it happened
 */
public record ProductUpdate(String eventId, @Nullable ProductFacts facts, Instant at) {}
