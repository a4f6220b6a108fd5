/** Reads what this instance keeps. */
@NullMarked
package dev.vestnik.engine.streams.query;

import org.jspecify.annotations.NullMarked;
