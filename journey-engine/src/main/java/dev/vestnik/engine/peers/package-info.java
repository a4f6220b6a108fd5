/** The other instances of the engine: what one cannot answer alone. */
@NullMarked
package dev.vestnik.engine.peers;

import org.jspecify.annotations.NullMarked;
