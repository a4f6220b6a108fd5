/** Walks all states of a task after a publication that moves those who are in older versions. */
@NullMarked
package dev.vestnik.engine.streams.walk;

import org.jspecify.annotations.NullMarked;
