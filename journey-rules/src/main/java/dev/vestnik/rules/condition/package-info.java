/** Conditions and values in CEL, type-checked against the event schemas at publish time. Pure. */
@NullMarked
package dev.vestnik.rules.condition;

import org.jspecify.annotations.NullMarked;
