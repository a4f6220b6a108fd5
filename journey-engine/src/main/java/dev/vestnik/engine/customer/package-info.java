/** What the engine knows of one customer. Pure. */
@NullMarked
package dev.vestnik.engine.customer;

import org.jspecify.annotations.NullMarked;
