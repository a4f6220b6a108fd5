/** A journey run over a shop's recorded past: what it would have done. Pure, as the rules are. */
@NullMarked
package dev.vestnik.rules.simulation;

import org.jspecify.annotations.NullMarked;
