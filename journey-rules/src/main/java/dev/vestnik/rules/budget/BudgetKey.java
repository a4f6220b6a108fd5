package dev.vestnik.rules.budget;

import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;

/**
 * Names a budget of a shop in one period.
 *
 * @param period a day in the shop's zone, {@code 2026-11-30}; {@code total} for a budget without periods
 */
public record BudgetKey(String shop, String budget, String period) {
    private static final int PARTS = 3;

    public static final String TOTAL = "total";

    public Owner owner() {
        return new Owner(OwnerKind.BUDGET, shop + "/" + budget + "/" + period);
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static BudgetKey parse(String text) {
        Owner owner = Owner.parse(text);
        String[] parts = owner.key().split("/", -1);
        if (owner.kind() != OwnerKind.BUDGET || parts.length != PARTS) {
            throw new IllegalArgumentException("no budget's key");
        }
        return new BudgetKey(parts[0], parts[1], parts[2]);
    }

    /** The key of its records: {@code /budget/shop/id/period}. */
    @Override
    public String toString() {
        return owner().toString();
    }
}
