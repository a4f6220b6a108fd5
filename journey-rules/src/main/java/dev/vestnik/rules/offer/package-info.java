/** Pools of codes, each given to one customer: owners with a state and rules of their own, and the documents that describe them. */
@NullMarked
package dev.vestnik.rules.offer;

import org.jspecify.annotations.NullMarked;
