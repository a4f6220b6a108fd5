/** The journey engine. */
@NullMarked
package dev.vestnik.engine;

import org.jspecify.annotations.NullMarked;
