/** Campaigns: one message to all customers of a segment. */
@NullMarked
package dev.vestnik.rules.campaign;

import org.jspecify.annotations.NullMarked;
