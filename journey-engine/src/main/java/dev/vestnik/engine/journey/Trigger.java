package dev.vestnik.engine.journey;

import dev.vestnik.engine.condition.Expression;
import org.jspecify.annotations.Nullable;

/**
 * An event that moves an instance.
 *
 * @param on the event type
 * @param match a condition over {@code event}, {@code key}, {@code context}, {@code customer}; null matches every such event
 */
public record Trigger(String on, @Nullable Expression match) {}
