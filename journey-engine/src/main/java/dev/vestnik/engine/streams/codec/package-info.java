/** The bytes of the state stores. */
@NullMarked
package dev.vestnik.engine.streams.codec;

import org.jspecify.annotations.NullMarked;
