/** Wake-ups in the order in which they come due. */
@NullMarked
package dev.vestnik.engine.streams.wakeup;

import org.jspecify.annotations.NullMarked;
