/** Questions of journeys to sources outside, which operations configure: asked over HTTP, off the stream threads. */
@NullMarked
package dev.vestnik.engine.lookup;

import org.jspecify.annotations.NullMarked;
