package dev.vestnik.rules.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * The rules of budgets; pure. A budget is given out in parts that get smaller towards its end, so that what lies unused in some partition
 * then is little. Only what a partition has given up comes back: never more goes out than the budget allows.
 */
public final class BudgetRules {
    /** A part of what is left: with as many partitions as machines have cores, each comes twice or more. */
    static final long PARTS = 64;

    /** Some hundred milliseconds' worth of one partition. */
    public static final long LARGEST_PART = 1_000;

    /** A day's budget is over long before. */
    static final Duration KEPT = Duration.ofDays(3);

    private BudgetRules() {}

    /** @param granted messages; 0: the budget is spent */
    public record Decided(BudgetState state, long granted) {}

    /** @param max messages that the budget allows; what was given out may be more already, where it was lowered */
    public static Decided lease(BudgetKey key, BudgetState state, long max, Instant now) {
        long left = Math.max(0, max - state.leased());
        long granted = Math.min(left, Math.clamp(left / PARTS, 1, LARGEST_PART));
        if (granted == 0) {
            return new Decided(state, 0);
        }
        Instant forgetAt = key.period().equals(BudgetKey.TOTAL) ? null : now.plus(KEPT);
        return new Decided(new BudgetState(state.leased() + granted, forgetAt), granted);
    }

    /** @param messages that a partition has given up without sending them */
    public static BudgetState putBack(BudgetState state, long messages) {
        return new BudgetState(Math.max(0, state.leased() - messages), state.forgetAt());
    }
}
