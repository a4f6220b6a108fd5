package dev.vestnik.rules.budget;

/** The purses of the partition in which a decision is made. */
@FunctionalInterface
public interface Purses {
    /** Never-ending ones, for decisions that nobody pays for: what-ifs and tests. */
    Purses ENDLESS = budget -> new Purse(Long.MAX_VALUE, false);

    Purse of(BudgetKey budget);
}
