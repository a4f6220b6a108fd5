/** Watches whether tasks get on, and which inputs keep them from it. */
@NullMarked
package dev.vestnik.engine.streams.progress;

import org.jspecify.annotations.NullMarked;
