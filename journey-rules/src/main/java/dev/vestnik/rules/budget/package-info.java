/** Budgets over all customers: owners with a state and rules of their own, and the parts of them that partitions hold. */
@NullMarked
package dev.vestnik.rules.budget;

import org.jspecify.annotations.NullMarked;
