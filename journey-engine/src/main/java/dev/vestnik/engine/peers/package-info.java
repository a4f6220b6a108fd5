/** The other instances of the engine, asked where one cannot answer alone. */
@NullMarked
package dev.vestnik.engine.peers;

import org.jspecify.annotations.NullMarked;
