/** A day of poison: garbage and hostile documents of every kind, one after the other, with normal traffic beside them. */
package dev.vestnik.system.poison;
