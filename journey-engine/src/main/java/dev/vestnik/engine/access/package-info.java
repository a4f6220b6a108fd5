/** Which calls the engine answers, and whose key may see and change which definitions. */
@NullMarked
package dev.vestnik.engine.access;

import org.jspecify.annotations.NullMarked;
