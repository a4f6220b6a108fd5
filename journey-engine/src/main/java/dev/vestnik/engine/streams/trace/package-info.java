/** Events that passed customers by. */
@NullMarked
package dev.vestnik.engine.streams.trace;

import org.jspecify.annotations.NullMarked;
