/** The one state store of a task: states, timelines, and the indexes made of them. */
@NullMarked
package dev.vestnik.engine.streams.store;

import org.jspecify.annotations.NullMarked;
