/** Customers counted: who is in a segment, whom a campaign would reach, how far it has come. */
@NullMarked
package dev.vestnik.engine.audience;

import org.jspecify.annotations.NullMarked;
