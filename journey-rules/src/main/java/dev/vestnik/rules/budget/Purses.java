package dev.vestnik.rules.budget;

/** The purses of the partition in which a decision is made. */
@FunctionalInterface
public interface Purses {
    /** Never-ending ones, for decisions that nobody pays for: what-ifs and tests. */
    Purses ENDLESS = (budget, max) -> new Purse(Long.MAX_VALUE, false);

    /** @param max what the budget allows by the definitions of the decision: one that was raised is spent no longer */
    Purse of(BudgetKey budget, long max);
}
