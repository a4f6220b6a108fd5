/** Addresses, whichever customers have them: owners with a state and rules of their own. */
@NullMarked
package dev.vestnik.rules.address;

import org.jspecify.annotations.NullMarked;
