/** Time that no setting of the clock moves. */
@NullMarked
package dev.vestnik.service.clock;

import org.jspecify.annotations.NullMarked;
