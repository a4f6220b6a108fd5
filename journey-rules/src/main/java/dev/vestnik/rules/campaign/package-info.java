/** Campaigns: one message to all customers of a segment, or of a list that was uploaded. */
@NullMarked
package dev.vestnik.rules.campaign;

import org.jspecify.annotations.NullMarked;
