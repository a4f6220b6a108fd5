package dev.vestnik.rules.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a budget that has been given out; immutable.
 *
 * @param leased messages to all partitions together, without those that came back
 * @param forgetAt when it is forgotten; null: as long as nobody deletes it
 */
public record BudgetState(long leased, @Nullable Instant forgetAt) {
    /** A budget of which nothing was given out. */
    public static final BudgetState NEW = new BudgetState(0, null);
}
