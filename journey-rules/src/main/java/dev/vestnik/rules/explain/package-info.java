/** Why an event did not start a journey: the entry, recomputed by the same rules over the customer's events. */
@NullMarked
package dev.vestnik.rules.explain;

import org.jspecify.annotations.NullMarked;
