/** The state of one customer. Pure. */
@NullMarked
package dev.vestnik.rules.customer;

import org.jspecify.annotations.NullMarked;
