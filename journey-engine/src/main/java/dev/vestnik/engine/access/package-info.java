/** The calls that the engine answers, and the keys that may see and change definitions. */
@NullMarked
package dev.vestnik.engine.access;

import org.jspecify.annotations.NullMarked;
