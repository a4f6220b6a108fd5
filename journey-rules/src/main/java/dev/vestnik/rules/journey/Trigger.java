package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import org.jspecify.annotations.Nullable;

/**
 * An event that moves an instance.
 *
 * @param on the event type
 * @param match a condition over {@code event}, {@code key}, {@code context}, {@code customer}; null matches every such event
 */
public record Trigger(String on, @Nullable Expression match) {}
