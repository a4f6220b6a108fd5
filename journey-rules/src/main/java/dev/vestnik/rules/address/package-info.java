/** What is known of an address whoever has it: an owner with a state and rules of its own. */
@NullMarked
package dev.vestnik.rules.address;

import org.jspecify.annotations.NullMarked;
