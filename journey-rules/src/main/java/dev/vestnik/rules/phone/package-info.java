/** A phone number's country and zone. Pure. */
@NullMarked
package dev.vestnik.rules.phone;

import org.jspecify.annotations.NullMarked;
