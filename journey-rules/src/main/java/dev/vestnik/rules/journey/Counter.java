package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A count of the customer's events, for conditions to ask.
 *
 * @param id under which it is kept
 * @param on the event type
 * @param condition over {@code event} and {@code customer}; null: each event counts
 * @param value a number or money, for the sum; null: there is none
 * @param days for which events are counted
 */
public record Counter(
        String id,
        String on,
        @Nullable Expression condition,
        @Nullable Expression value,
        int days) {}
